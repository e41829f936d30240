package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.graph.SystemColumns.CREATED_AT;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.DELETED_AT;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.TableForm;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The model, applied to what plain JDBC reads: it agrees if the tables hold the rows of the case,
 * in every form and for every column type.
 */
public final class ModelReadBack implements ModelEngine {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Tests the fixtures, not the engines, so a few cases are enough. */
  private static final int EVERY = 20;

  @Override
  public boolean serves(DatabaseFixture fixture, ModelCase given) {
    return given.seed() % EVERY == 0;
  }

  @Override
  public Outcome resolve(ModelStage stage) {
    DSLContext dsl = stage.dsl();
    ModelCase read =
        dsl.connectionResult(
            connection -> {
              ModelCase held = stage.given();
              for (FeaturePlan plan : held.graph().plans()) {
                held = held.with(plan.key(), rows(connection, stage, plan));
              }
              return held;
            });
    return new NaiveModel(read).resolve();
  }

  private static List<Map<String, Object>> rows(
      Connection connection, ModelStage stage, FeaturePlan plan) throws SQLException, IOException {
    DSLContext dsl = stage.dsl();
    Map<String, ColumnType> columns = new TreeMap<>();
    for (ColumnSpec column : plan.definition().columns()) {
      columns.put(column.name(), column.kind());
    }
    SystemColumns.ALL.forEach(name -> columns.put(name, systemType(name, stage.form())));
    String selected =
        columns.keySet().stream()
            .map(
                name ->
                    stage.fixture().readable(dsl.render(DSL.quotedName(name)), columns.get(name)))
            .collect(Collectors.joining(", "));
    List<Map<String, Object>> rows = new ArrayList<>();
    String table = dsl.render(DSL.quotedName(plan.tableName()));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select " + selected + " from " + table)) {
      while (result.next()) {
        Map<String, Object> row = new HashMap<>();
        int index = 1;
        for (Map.Entry<String, ColumnType> column : columns.entrySet()) {
          row.put(column.getKey(), value(result, index++, column.getValue()));
        }
        for (String instant : List.of(CREATED_AT, UPDATED_AT, DELETED_AT)) {
          row.computeIfPresent(instant, (name, value) -> instant(value));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static ColumnType systemType(String name, TableForm form) {
    return switch (name) {
      case CREATED_AT, UPDATED_AT, DELETED_AT ->
          form.zoned() ? ColumnType.OFFSET_DATE_TIME : ColumnType.LOCAL_DATE_TIME;
      case PROVENANCE_BY_FIELD, DATA_VERSION_BY_FIELD -> ColumnType.JSON;
      default -> ColumnType.STRING;
    };
  }

  private static Object value(ResultSet result, int index, ColumnType type)
      throws SQLException, IOException {
    Object value =
        switch (type) {
          case STRING, JSON -> result.getString(index);
          case INT8 -> result.getByte(index);
          case INT16 -> result.getShort(index);
          case INT32 -> result.getInt(index);
          case INT64 -> result.getLong(index);
          case FLOAT64 -> result.getDouble(index);
          case DECIMAL -> result.getObject(index, BigDecimal.class);
          case BOOLEAN -> result.getBoolean(index);
          case UUID -> result.getObject(index, UUID.class);
          case LOCAL_DATE -> result.getObject(index, LocalDate.class);
          case LOCAL_DATE_TIME -> result.getObject(index, LocalDateTime.class);
          case LOCAL_TIME -> result.getObject(index, LocalTime.class);
          default -> instant(result, index);
        };
    if (value == null || result.wasNull()) {
      return null;
    }
    return type == ColumnType.JSON
        ? MAPPER.readValue((String) value, new TypeReference<Map<String, String>>() {})
        : value;
  }

  private static Instant instant(ResultSet result, int index) throws SQLException {
    Object value = result.getObject(index);
    if (value instanceof String text) {
      return Instant.parse(text);
    }
    OffsetDateTime time = result.getObject(index, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Object instant(Object value) {
    return value instanceof LocalDateTime wall ? wall.toInstant(ZoneOffset.UTC) : value;
  }
}
