package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.OlderRowsValue;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.value.DurationConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.JSON;
import org.jooq.codegen.GeneratorStrategy;
import org.jooq.codegen.JavaWriter;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the getter of a column returns for a row that is older than the column.
 *
 * @param definition the column in jOOQ's meta model
 * @param column the column
 * @param text the value as text
 */
record OlderRowsDefault(ColumnDefinition definition, ColumnSpec column, String text) {

  static Optional<OlderRowsDefault> of(FeatureModel features, ColumnDefinition definition) {
    FeaturePlan feature = features.feature(definition.getContainer());
    if (feature == null) {
      return Optional.empty();
    }
    String name = definition.getName();
    String text = feature.definition().settings().column(name).readAs();
    return feature.definition().columns().stream()
        .filter(column -> text != null && column.name().equals(name))
        .findFirst()
        .map(column -> new OlderRowsDefault(definition, column, String.valueOf(text)));
  }

  /**
   * The value as a Java expression: {@code 0L}, {@code Mood.CALM}, {@code
   * Instant.parse("2026-01-31T12:00:00Z")}; for JSON and lists, of which each call needs its own,
   * {@code Clip.CLIP.TAGS.getDataType().convert((Object) new String[] {})}.
   */
  String source(JavaWriter out, GeneratorStrategy strategy) {
    Object value = OlderRowsValue.of(column, text);
    return switch (column.kind()) {
      case STRING -> JavaLiteral.of(text);
      case BOOLEAN, INT32 -> value.toString();
      case INT8 -> "(byte) " + value;
      case INT16 -> "(short) " + value;
      case INT64 -> value + "L";
      case FLOAT32 -> finite(value, "Float", "f");
      case FLOAT64 -> finite(value, "Double", "");
      case DECIMAL -> "new " + call(out, BigDecimal.class, ((BigDecimal) value).toPlainString());
      case UUID -> call(out, value.getClass(), ".fromString", value);
      case INSTANT, OFFSET_DATE_TIME, LOCAL_DATE, LOCAL_DATE_TIME, LOCAL_TIME, DURATION ->
          call(out, value.getClass(), ".parse", value);
      case ENUM -> constant(out, ((Enumeration) column.type()).javaType());
      case JSON -> json(out, strategy);
      case LIST -> converted(out, strategy, elements((String[]) value));
      case BINARY -> throw new IllegalArgumentException("Cannot write bytes as text");
    };
  }

  private static String finite(Object value, String type, String suffix) {
    String text = value.toString();
    return switch (text) {
      case "NaN" -> type + ".NaN";
      case "Infinity" -> type + ".POSITIVE_INFINITY";
      case "-Infinity" -> type + ".NEGATIVE_INFINITY";
      default -> text + suffix;
    };
  }

  private static String call(JavaWriter out, Class<?> type, Object argument) {
    return call(out, type, "", argument);
  }

  private static String call(JavaWriter out, Class<?> type, String method, Object argument) {
    return out.ref(type) + method + "(" + JavaLiteral.of(argument.toString()) + ")";
  }

  private String constant(JavaWriter out, @Nullable String type) {
    return type == null ? JavaLiteral.of(text) : out.ref(type) + "." + text;
  }

  private String json(JavaWriter out, GeneratorStrategy strategy) {
    String json = call(out, JSON.class, ".valueOf", text);
    boolean isRaw = JavaColumn.of(column).userType().equals(JSON.class.getName());
    return isRaw ? json : converted(out, strategy, json);
  }

  /** Durations in microseconds, which jOOQ converts to those of the list. */
  private String elements(@Nullable String[] texts) {
    boolean durations = ((ListOf) column.type()).element().kind() == ColumnType.DURATION;
    return Stream.of(texts)
        .map(text -> text == null ? "null" : durations ? micros(text) : JavaLiteral.of(text))
        .collect(Collectors.joining(", ", "(Object) new String[] {", "}"));
  }

  private static String micros(String duration) {
    return JavaLiteral.of(String.valueOf(DurationConverter.micros(Duration.parse(duration))));
  }

  private String converted(JavaWriter out, GeneratorStrategy strategy, String value) {
    TableDefinition table = definition.getContainer();
    return out.ref(strategy.getFullJavaClassName(table))
        + "."
        + strategy.getJavaIdentifier(table)
        + "."
        + strategy.getJavaIdentifier(definition)
        + ".getDataType().convert("
        + value
        + ")";
  }
}
