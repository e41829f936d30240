package io.metaxy.jooq.it.database;

import static io.metaxy.jooq.graph.SystemColumns.CREATED_AT;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.DELETED_AT;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.ListBinding;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;

/**
 * The DDL of a feature table and the inserts of its rows as text, built only from the names and
 * types of its columns: jOOQ's DDL does not support structs and maps.
 */
public final class TableText {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DSLContext dsl;
  private final DatabaseFixture fixture;
  private final TableForm form;
  private final Table<?> table;
  private final List<String> structKeys;

  TableText(
      DSLContext dsl,
      DatabaseFixture fixture,
      TableForm form,
      Table<?> table,
      List<String> structKeys) {
    this.dsl = dsl;
    this.fixture = fixture;
    this.form = form;
    this.table = table;
    this.structKeys = structKeys;
  }

  public String create() {
    String columns =
        Arrays.stream(table.fields())
            .map(f -> quoted(f.getName()) + " " + type(f) + (required(f) ? " not null" : ""))
            .collect(Collectors.joining(", "));
    UniqueKey<?> key = form.nullable() ? null : table.getPrimaryKey();
    return "create table " + name() + " (" + columns + (key == null ? "" : key(key)) + ")";
  }

  public String drop() {
    return "drop table " + name();
  }

  /**
   * Inserts rows unchanged, including system columns, without the library; columns missing in a row
   * are null.
   */
  public String insert(List<? extends Map<String, ?>> rows) {
    String columns =
        Arrays.stream(table.fields())
            .map(f -> quoted(f.getName()))
            .collect(Collectors.joining(", "));
    return rows.stream()
        .map(
            row ->
                Arrays.stream(table.fields())
                    .map(f -> literal(f, row.get(f.getName())))
                    .collect(Collectors.joining(", ", "(", ")")))
        .collect(
            Collectors.joining(", ", "insert into " + name() + " (" + columns + ") values ", ""));
  }

  private String name() {
    return quoted(table.getName());
  }

  private String key(UniqueKey<?> key) {
    return key.getFields().stream()
        .map(f -> quoted(f.getName()))
        .collect(
            Collectors.joining(
                ", ", ", constraint " + quoted(key.getName()) + " primary key (", ")"));
  }

  private boolean required(Field<?> column) {
    return !form.nullable() && !column.getDataType().nullable();
  }

  private String type(Field<?> column) {
    String name = column.getName();
    if (isByField(column)) {
      return byFieldType();
    }
    if (!form.zoned() && List.of(CREATED_AT, UPDATED_AT, DELETED_AT).contains(name)) {
      return fixture.localTimestamp();
    }
    return column.getBinding() instanceof ListBinding
        ? Dialects.of(dsl.dialect()).types().ddl(list(column))
        : fixture.type(column.getDataType(), dsl.configuration());
  }

  /** Returns the type of a list: that of the definition, if the table has one. */
  private LogicalType list(Field<?> column) {
    if (table instanceof FeatureTable<?> feature) {
      return SchemaJson.read(
              table.getName(), SchemaJson.parse(feature.featureData().schema(), table.getName()))
          .stream()
          .filter(c -> c.name().equals(column.getName()))
          .findFirst()
          .orElseThrow()
          .type();
    }
    return list(column.getConverter().fromType());
  }

  private static LogicalType list(Class<?> array) {
    return ColumnType.ofJava(array)
        .map(LogicalType::of)
        .orElseGet(() -> new LogicalType.ListOf(list(array.getComponentType()), true, null, null));
  }

  private String byFieldType() {
    return switch (form.byField()) {
      case JSON -> "json";
      case JSONB -> "jsonb";
      case TEXT -> "text";
      case STRUCT ->
          structKeys.stream()
              .map(key -> quoted(key) + " varchar")
              .collect(Collectors.joining(", ", "struct(", ")"));
      case MAP -> "map(varchar, varchar)";
    };
  }

  private String literal(Field<?> column, Object value) {
    if (value == null) {
      return "null";
    }
    if (isByField(column)) {
      return byField((Map<?, ?>) value);
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    return quote(
        value instanceof Instant instant
            ? time(column, instant.atOffset(ZoneOffset.UTC))
            : value instanceof OffsetDateTime time
                ? time(column, time)
                : value instanceof LocalDateTime time
                    ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                    : value instanceof LocalTime time
                        ? DateTimeFormatter.ISO_LOCAL_TIME.format(time)
                        : value);
  }

  /** A column without time zone holds the UTC wall clock. */
  private String time(Field<?> column, OffsetDateTime time) {
    OffsetDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC);
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(utc)
        + (type(column).endsWith("time zone") ? "+00:00" : "");
  }

  private String byField(Map<?, ?> map) {
    return switch (form.byField()) {
      case STRUCT ->
          structKeys.stream()
              .map(key -> quote(key) + ": " + quote(map.get(key)))
              .collect(Collectors.joining(", ", "{", "}"));
      case MAP ->
          map.entrySet().stream()
              .map(entry -> quote(entry.getKey()) + ": " + quote(entry.getValue()))
              .collect(Collectors.joining(", ", "map {", "}"));
      default -> fixture.json(json(map));
    };
  }

  private static String json(Map<?, ?> map) {
    try {
      return quote(MAPPER.writeValueAsString(map));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String quote(Object value) {
    return value == null ? "null" : "'" + value.toString().replace("'", "''") + "'";
  }

  private static boolean isByField(Field<?> column) {
    return column.getName().equals(PROVENANCE_BY_FIELD)
        || column.getName().equals(DATA_VERSION_BY_FIELD);
  }

  private String quoted(String name) {
    return dsl.render(DSL.quotedName(name));
  }
}
