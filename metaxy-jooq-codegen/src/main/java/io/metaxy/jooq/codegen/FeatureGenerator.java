package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import org.jooq.codegen.GeneratorStrategy;
import org.jooq.codegen.JavaGenerator;
import org.jooq.codegen.JavaWriter;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.DataTypeDefinition;
import org.jooq.meta.Database;
import org.jooq.meta.DefaultDataTypeDefinition;
import org.jooq.meta.DefaultOrderProvider;
import org.jooq.meta.SchemaDefinition;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.TypedElementDefinition;
import org.jooq.meta.jaxb.VisibilityModifier;
import org.jooq.tools.JooqLogger;
import org.jspecify.annotations.Nullable;

/**
 * Generates jOOQ's code, with the additional members of {@link TableRules} in feature tables, and
 * one {@code Features} class with the graph.
 *
 * <p>The definitions come from the properties of the jOOQ database, or from the environment or a
 * configuration file ({@link CodegenOptions}). If {@code ext.jooq.enable} is false there, no code
 * is generated, and no file is written or deleted. With {@link FeatureDatabase}, the tables are
 * derived from the definitions; with jOOQ's DDLDatabase or a live database, the existing tables are
 * compared with them. If there is any problem, nothing is written. Records are always generated,
 * and setters are always fluent.
 *
 * <pre>{@code
 * <generator>
 *   <name>io.metaxy.jooq.codegen.FeatureGenerator</name>
 *   <strategy><name>io.metaxy.jooq.codegen.FeatureGeneratorStrategy</name></strategy>
 *   <database>
 *     <name>io.metaxy.jooq.codegen.FeatureDatabase</name>
 *     <properties>
 *       <property><key>metaxy.features</key><value>com.acme.features</value></property>
 *     </properties>
 *   </database>
 * </generator>
 * }</pre>
 */
public class FeatureGenerator extends JavaGenerator {

  private static final JooqLogger LOG = JooqLogger.getLogger(FeatureGenerator.class);

  private @Nullable GeneratorStrategy configured;
  private @Nullable FeatureModel features;
  private boolean graphWritten;

  @Override
  public void setStrategy(GeneratorStrategy strategy) {
    super.setStrategy(strategy);
    configured = strategy;
  }

  /**
   * Checks the definitions and the tables, then generates the code, unless it is switched off.
   *
   * @throws SpecException with every problem, before any file is written
   */
  @Override
  public void generate(Database database) {
    RootLocale.run(
        locale -> {
          if (getStrategy().getTargetLocale().equals(locale)) {
            getStrategy().setTargetLocale(Locale.ROOT);
          }
          generate(database, locale);
        });
  }

  private void generate(Database database, Locale locale) {
    Generation generation =
        database instanceof FeatureDatabase own
            ? own.generation()
            : Generation.of(database, System.getenv());
    generation.warnings().forEach(LOG::warn);
    Optional<String> skipped = generation.skipped();
    if (skipped.isPresent()) {
      LOG.info(skipped.get());
      return;
    }
    refuseOtherPackage();
    FeatureModel model = generation.model();
    strategy().use(model);
    features = model;
    graphWritten = false;
    if (database.getOrderProvider() instanceof DefaultOrderProvider) {
      database.setOrderProvider(new ColumnOrder(model));
    }
    ForcedTypes forcedTypes = ForcedTypes.of(model);
    database.setConfiguredForcedTypes(forcedTypes.all());
    RegisteredTypes.complete(database, locale);
    FeatureModel.throwIfAny(TableChecks.check(model, database, this));
    RequiredColumns.apply(model, database);
    OwnChecks.remove(model, database);
    forcedTypes.doNotLog(database);
    super.generate(database);
  }

  private void refuseOtherPackage() {
    String name = getStrategy().getTargetPackage();
    if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
      String sentence =
          "Cannot generate code in the package \""
              + name
              + "\" (must be a Java package such as com.acme.db); correct <target><packageName>";
      throw new SpecException(
          "generate code", List.of(new Problem("bad-package", "package", "", sentence)));
    }
  }

  private FeatureGeneratorStrategy strategy() {
    if (configured instanceof FeatureGeneratorStrategy own) {
      return own;
    }
    String name = configured == null ? "none" : configured.getClass().getName();
    String sentence =
        "Cannot name feature tables with the strategy "
            + name
            + " (must be "
            + FeatureGeneratorStrategy.class.getName()
            + " or a subclass); set <strategy><name>, without <matchers>";
    throw new SpecException(
        "generate code", List.of(new Problem("bad-strategy", "strategy", "", sentence)));
  }

  /** The type of a list is that of its binding, on every database. */
  @Override
  protected String getJavaTypeReference(Database db, DataTypeDefinition type, JavaWriter out) {
    return ListCode.dataType(type.getBinding())
        .map(
            list ->
                super.getJavaTypeReference(db, text(type), out)
                    .replaceAll("\\bSQLDataType\\.VARCHAR\\b", "SQLDataType." + list))
        .orElseGet(() -> super.getJavaTypeReference(db, type, out));
  }

  /** A text with the same nullability and default. */
  private static DataTypeDefinition text(DataTypeDefinition type) {
    return new DefaultDataTypeDefinition(
        type.getDatabase(),
        type.getSchema(),
        "VARCHAR",
        0,
        0,
        0,
        type.isNullable(),
        type.getDefaultValue(),
        type.getQualifiedUserType());
  }

  /** A feature table is generic in its record. */
  @Override
  public boolean generateRecords() {
    return true;
  }

  @Override
  public boolean generateFluentSetters() {
    return true;
  }

  @Override
  protected void generateTableClassFooter(TableDefinition table, JavaWriter out) {
    super.generateTableClassFooter(table, out);
    FeaturePlan feature = features == null ? null : features.feature(table);
    if (feature != null) {
      TableRules.apply(new TableCode(feature, constants(table), out));
    }
  }

  /** If a column has a value for older rows, its getter returns that value in place of null. */
  @Override
  protected void generateRecordGetter(TypedElementDefinition<?> column, int index, JavaWriter out) {
    Optional<OlderRowsDefault> value =
        column instanceof ColumnDefinition own && features != null
            ? OlderRowsDefault.of(features, own)
            : Optional.empty();
    if (value.isEmpty()) {
      super.generateRecordGetter(column, index, out);
      return;
    }
    ColumnDefinition own = (ColumnDefinition) column;
    String type = out.ref(getJavaType(column.getType(resolver(out)), out));
    String comment = generateCommentsOnColumns() ? column.getComment() : "";
    out.javadoc(
        "Getter for <code>%s</code>, with a default for older rows.[[before= ][%s]]",
        column.getQualifiedOutputName(),
        comment == null || comment.isEmpty() ? List.of() : List.of(escapeEntities(comment)));
    printColumnJPAAnnotation(out, own);
    printNonnullAnnotation(out);
    out.overrideIf(generateInterfaces());
    out.println(
        "%s%s %s() {",
        generateVisibilityModifier() == VisibilityModifier.NONE && !generateInterfaces()
            ? ""
            : "public ",
        type,
        getStrategy().getJavaGetterName(column, GeneratorStrategy.Mode.RECORD));
    out.println("%s value = (%s) get(%s);", type, type, index);
    out.println("return value == null ? %s : value;", value.get().source(out, getStrategy()));
    out.println("}");
  }

  private List<String> constants(TableDefinition table) {
    List<String> names = new ArrayList<>(getStrategy().getJavaIdentifiers(table.getColumns()));
    names.add(getStrategy().getJavaIdentifier(table));
    return names;
  }

  @Override
  protected void generateTables(SchemaDefinition schema) {
    super.generateTables(schema);
    if (features != null && !graphWritten && generateTables()) {
      JavaWriter out = newJavaWriter(getStrategy().getFile(FeaturesClass.NAME + ".java"));
      printPackageComment(out, schema, GeneratorStrategy.Mode.DEFAULT);
      out.printPackageSpecification(getStrategy().getTargetPackage());
      out.println();
      out.printImports();
      printClassJavadoc(out, "The features of this package as a graph.");
      printClassAnnotations(out, schema, GeneratorStrategy.Mode.DEFAULT);
      new FeaturesClass(features, schema.getDatabase().getTables(), getStrategy(), out).write();
      closeJavaWriter(out);
      graphWritten = true;
    }
  }
}
