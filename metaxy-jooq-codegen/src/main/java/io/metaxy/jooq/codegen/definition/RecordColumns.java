package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.Keys;
import io.metaxy.jooq.spec.Keys.Index;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.spec.OlderRows;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.table.JsonForms;
import io.metaxy.jooq.table.JsonShapes;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of a record as columns: {@code videoId} becomes {@code video_id}; JSpecify's
 * {@code @Nullable}, JetBrains' {@code @Nullable} (which Kotlin uses) and Optional make a column
 * nullable; {@link Column} specifies the rest.
 */
final class RecordColumns {

  /** The default of {@link Column#vector}. */
  private static final int NO_VECTOR = -1;

  /** The types of columns that can hold a list of values. */
  private static final Set<ColumnType> HOLDING_LISTS = Set.of(ColumnType.LIST, ColumnType.JSON);

  /** The code of problems of the type in which a column is stored. */
  private static final String STORED_AS = "stored-as";

  /** The code of problems of keys. */
  private static final String KEYS = "keys";

  private final String feature;
  private final List<Problem> problems;

  RecordColumns(String feature, List<Problem> problems) {
    this.feature = feature;
    this.problems = problems;
  }

  /**
   * What the components of a record declare.
   *
   * @param columns the columns, without those that have problems
   * @param settings their storage, and what {@link OlderRows}, {@link Keys} and {@link Index}
   *     declare
   */
  record Found(List<ColumnSpec> columns, FeatureSettings settings) {

    Found {
      columns = List.copyOf(columns);
    }
  }

  Found of(Class<?> type) {
    List<ColumnSpec> columns = new ArrayList<>();
    Map<String, OfColumn> settings = new TreeMap<>();
    NullableMarks marks = NullableMarks.of(type);
    for (RecordComponent component : type.getRecordComponents()) {
      OlderRows older = component.getAnnotation(OlderRows.class);
      OfColumn setting =
          older == null ? OfColumn.NONE : setting(component, older).orElse(OfColumn.NONE);
      Optional<ColumnSpec> column = column(component, marks);
      settings.put(
          name(component),
          column.isEmpty() ? setting : setting.as(storedAs(component, column.get())));
      column.ifPresent(columns::add);
    }
    return new Found(columns, new FeatureSettings(settings, keys(type)));
  }

  private OfKeys keys(Class<?> type) {
    Keys keys = type.getAnnotation(Keys.class);
    List<OfIndex> indexes =
        Stream.of(type.getAnnotationsByType(Index.class))
            .map(
                index ->
                    new OfIndex(
                        List.of(index.columns()),
                        index.name().isEmpty() ? null : index.name(),
                        index.unique()))
            .toList();
    if (keys == null) {
      return new OfKeys(null, null, indexes);
    }
    if (keys.primaryKey().length + keys.index().length == 0) {
      problems.add(
          new Problem(
              KEYS,
              feature,
              "",
              "Cannot use a @Keys that declares nothing; set primaryKey or index, or remove the"
                  + " annotation"));
    }
    return new OfKeys(
        declared("primaryKey", keys.primaryKey()), declared("index", keys.index()), indexes);
  }

  private @Nullable Boolean declared(String name, boolean[] values) {
    if (values.length > 1) {
      problems.add(
          new Problem(
              KEYS,
              feature,
              "",
              "Cannot use several values for " + name + " of @Keys; keep true or false"));
    }
    return values.length == 0 ? null : values[0];
  }

  /** The type that is declared; JSON is not declared where the column is JSON anyway. */
  private static @Nullable StoredAs storedAs(RecordComponent component, ColumnSpec spec) {
    Column column = component.getAnnotation(Column.class);
    if (column != null && column.storedAs().length > 0) {
      return column.storedAs()[0];
    }
    boolean isGiven = column != null && column.type().length > 0;
    return isGiven
            && spec.type() instanceof Json json
            && (json.list() != null || json.form() != null)
        ? StoredAs.JSON
        : null;
  }

  private Optional<OfColumn> setting(RecordComponent component, OlderRows declared) {
    List<String> values = List.of(declared.readAs());
    if (values.size() > 1 || (values.isEmpty() && !declared.stale())) {
      return problem(
          OlderRowsValue.CODE,
          component,
          values.isEmpty()
              ? "Cannot use an @OlderRows that declares nothing; set readAs to a value, or stale"
                  + " to true"
              : "Cannot read older rows as several values " + values + "; keep one");
    }
    Optional<String> unfit =
        values.stream().flatMap(json -> unfit(component, json).stream()).findFirst();
    if (unfit.isPresent()) {
      return problem(OlderRowsValue.CODE, component, unfit.get());
    }
    return Optional.of(new OfColumn(values.isEmpty() ? null : values.get(0), declared.stale()));
  }

  /** Why JSON does not fit the component's type, which the column no longer knows. */
  private static Optional<String> unfit(RecordComponent component, String json) {
    Column column = component.getAnnotation(Column.class);
    Type type = component.getGenericType();
    Optional<ColumnType> kind =
        column == null || column.type().length == 0
            ? JavaTypes.columnType(type)
            : Stream.of(column.type()).findFirst();
    return kind.filter(found -> isBound(found, type))
        .flatMap(found -> JsonShapes.failure(json, type))
        .map(
            failure ->
                "Cannot read older rows as "
                    + json
                    + ", which does not fit "
                    + type.getTypeName()
                    + ": "
                    + failure
                    + "; correct readAs");
  }

  private static String name(RecordComponent component) {
    Column column = component.getAnnotation(Column.class);
    return column == null || column.name().isEmpty()
        ? snakeCase(component.getName())
        : column.name();
  }

  private Optional<ColumnSpec> column(RecordComponent component, NullableMarks marks) {
    Column column = component.getAnnotation(Column.class);
    AnnotatedType declared = component.getAnnotatedType();
    boolean optional = component.getType() == Optional.class;
    AnnotatedType annotated = optional ? content(declared) : declared;
    Type type = optional ? annotated.getType() : component.getGenericType();
    List<ColumnType> types = column == null ? List.of() : List.of(column.type());
    List<StoredAs> stored = column == null ? List.of() : List.of(column.storedAs());
    if (types.size() > 1) {
      return problem(
          "unknown-type",
          component,
          "Cannot give a column several types " + types + "; keep one in type");
    }
    if (stored.size() > 1) {
      return problem(
          STORED_AS,
          component,
          "Cannot store a column as several types " + stored + "; keep one in storedAs");
    }
    Optional<ColumnType> given = types.stream().findFirst();
    Optional<ListOf> list = ListTypes.of(annotated, marks.elements(component.getName()));
    Optional<ColumnType> implied =
        given.isPresent()
            ? given
            : list.isPresent() ? Optional.of(ColumnType.LIST) : JavaTypes.columnType(type);
    boolean asJson = stored.contains(StoredAs.JSON);
    if (asJson && implied.isPresent() && !HOLDING_LISTS.contains(implied.get())) {
      return problem(
          STORED_AS,
          component,
          "Cannot store "
              + type.getTypeName()
              + " as json (must be a list, a nested record or a map); remove storedAs, or use"
              + " @Column(type = ColumnType.JSON) for a document");
    }
    Optional<ColumnType> found =
        asJson && given.isEmpty() ? implied.map(any -> ColumnType.JSON) : implied;
    if (found.isEmpty()) {
      return problem(
          "unknown-type",
          component,
          "Invalid type: "
              + component.getGenericType().getTypeName()
              + " (must be "
              + JavaTypes.KNOWN
              + "); use "
              + JavaTypes.instead(type)
              + ", or store it as JSON with @Column(type = ColumnType.JSON)");
    }
    if (given.isPresent() && !JavaTypes.allows(type, given.get())) {
      return problem(
          "unknown-type",
          component,
          "Invalid column type: "
              + given.get()
              + " (must be JSON, or a type that has the values of "
              + type.getTypeName()
              + "); use "
              + JavaTypes.columnType(type)
                  .map(known -> "ColumnType." + known)
                  .orElseGet(() -> JavaTypes.instead(type) + ", or ColumnType.JSON"));
    }
    if (isBound(found.get(), type) && JavaTypes.isRaw(type)) {
      return problem(
          "unknown-type",
          component,
          "Invalid type: "
              + type.getTypeName()
              + " (must name the type of its values); use Object for values of any type");
    }
    if (found.get() == ColumnType.LIST && list.isEmpty()) {
      return problem(
          "unknown-type",
          component,
          "Invalid type: "
              + type.getTypeName()
              + " (must be an array or a List of values, for a column of type LIST); use one");
    }
    if (found.get() == ColumnType.ENUM && !JavaTypes.isEnum(type)) {
      return problem(
          "unknown-type",
          component,
          "Invalid type: "
              + type.getTypeName()
              + " (must be an enum, for a column of type ENUM); use an enum");
    }
    Optional<Class<?>> hidden = JavaTypes.hidden(type);
    if (needsJavaType(found.get(), type) && hidden.isPresent()) {
      return problem(
          "hidden-type",
          component,
          "Cannot use "
              + hidden.get().getTypeName()
              + " in generated code; make it and its enclosing types public");
    }
    Optional<String> unreadable =
        isBound(found.get(), type) ? JavaTypes.unreadable(type) : Optional.empty();
    if (isBound(found.get(), type)) {
      new NestedAnnotations(sentence -> problem("nested-annotation", component, sentence))
          .check(type);
    }
    return unreadable.isPresent()
        ? problem("unreadable-type", component, unreadable.get())
        : column(
            component,
            column,
            type,
            found.get(),
            list.filter(of -> HOLDING_LISTS.contains(found.get())).orElse(null),
            marks.contains(component.getName())
                || optional
                || isNullable(declared)
                || ListTypes.isNullableArray(declared));
  }

  private Optional<ColumnSpec> column(
      RecordComponent component,
      @Nullable Column column,
      Type type,
      ColumnType columnType,
      @Nullable ListOf list,
      boolean nullable) {
    int length = column == null ? 0 : column.length();
    int scale = column == null ? 0 : column.scale();
    int vector = column == null ? NO_VECTOR : column.vector();
    ColumnType values = list == null ? columnType : ListTypes.values(list);
    boolean decimal = values == ColumnType.DECIMAL;
    if (vector != NO_VECTOR && (vector <= 0 || list == null)) {
      return problem(
          "bad-vector",
          component,
          "Invalid vector: "
              + vector
              + " (must be positive, and is allowed only on an array or a List of values); correct"
              + " or remove it");
    }
    if (length < 0 || (length > 0 && !decimal && values != ColumnType.STRING)) {
      return problem(
          "bad-length",
          component,
          "Invalid length: "
              + length
              + " (must be positive, and is allowed only on a text or decimal column); correct"
              + " or remove it");
    }
    if (scale < 0 || scale > length || (scale > 0 && !decimal)) {
      return problem(
          "bad-scale",
          component,
          "Invalid scale: "
              + scale
              + " (must be from 0 to the length, for a decimal column); correct it or set the"
              + " length");
    }
    ListOf listed =
        list == null
            ? null
            : ListTypes.detailed(
                list,
                value(list, values, length, scale),
                vector == NO_VECTOR ? null : (Integer) vector,
                JavaTypes.source(type));
    return Optional.of(
        new ColumnSpec(
            name(component),
            listed != null && columnType == ColumnType.LIST
                ? listed
                : formed(logicalType(columnType, type, length, scale), listed, type),
            nullable,
            column == null || column.comment().isEmpty() ? null : column.comment()));
  }

  /** The type of the values in a list. */
  private static LogicalType value(ListOf list, ColumnType values, int length, int scale) {
    return values == ColumnType.ENUM
        ? ListTypes.value(list)
        : logicalType(values, Object.class, length, scale);
  }

  /** A JSON column may hold a list of values, or be stored as a struct or map. */
  private static LogicalType formed(LogicalType logical, @Nullable ListOf list, Type type) {
    return logical instanceof Json json && isBound(ColumnType.JSON, type)
        ? new Json(
            json.array() || list != null,
            json.javaType(),
            json.shape(),
            JsonForms.of(type).orElse(null),
            list)
        : logical;
  }

  private static LogicalType logicalType(ColumnType kind, Type type, int length, int scale) {
    return switch (kind) {
      case STRING -> new Text(textLength(length, type));
      case DECIMAL -> new Decimal(length > 0 ? new Digits(length, scale) : null);
      case ENUM -> new Enumeration(JavaTypes.constants(type), JavaTypes.source(type));
      case JSON ->
          isBound(kind, type)
              ? new Json(
                  JavaTypes.isList(type), JavaTypes.source(type), JsonShapes.of(type).shape())
              : new Json(JavaTypes.isList(type), null);
      default -> LogicalType.of(kind);
    };
  }

  private static @Nullable Integer textLength(int length, Type type) {
    return length > 0 ? (Integer) length : JavaTypes.isCharacter(type) ? (Integer) 1 : null;
  }

  /**
   * Returns whether generated code uses the component's type; a JSON column from a String does not.
   */
  private static boolean needsJavaType(ColumnType columnType, Type type) {
    return columnType == ColumnType.ENUM
        || columnType == ColumnType.LIST
        || isBound(columnType, type);
  }

  /** Returns whether a JSON column is read as the component's type. */
  private static boolean isBound(ColumnType columnType, Type type) {
    return columnType == ColumnType.JSON && type != String.class;
  }

  /** Returns the content of an Optional; the same type if that is not known. */
  private static AnnotatedType content(AnnotatedType optional) {
    return optional instanceof AnnotatedParameterizedType parameterized
        ? parameterized.getAnnotatedActualTypeArguments()[0]
        : optional;
  }

  private static boolean isNullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private <T> Optional<T> problem(String code, RecordComponent component, String sentence) {
    problems.add(new Problem(code, feature, "component " + component.getName(), sentence));
    return Optional.empty();
  }
}
