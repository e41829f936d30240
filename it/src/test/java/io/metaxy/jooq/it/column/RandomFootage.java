package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;

import io.metaxy.jooq.it.column.RandomColumns.Numbers;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.features.Footage;
import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.it.features.Footage.Mood;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.Converter;
import org.jooq.Field;

/** Rows of footage with a random value in most columns. */
final class RandomFootage {

  /** The columns of the record without the id. */
  static final List<ColumnSpec> COLUMNS =
      Features.GRAPH.plan(Footage.SPEC.key()).definition().columns().stream()
          .filter(column -> !column.name().equals(FOOTAGE.FOOTAGE_ID.getName()))
          .toList();

  private final Random random;
  private final RandomColumns scalars;
  private final RandomColumns lists;
  private final RandomColumns json;
  private final RandomColumns records;

  RandomFootage(long seed, DatabaseFixture fixture) {
    random = new Random(seed);
    scalars = new RandomColumns(random, Numbers.ofScalars(fixture));
    lists = new RandomColumns(random, Numbers.ofLists(fixture));
    json = new RandomColumns(random, Numbers.ofJson(fixture));
    records = new RandomColumns(random, Numbers.ofRecords(fixture));
  }

  List<FootageRecord> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::row).toList();
  }

  private FootageRecord row(int number) {
    FootageRecord row =
        new FootageRecord()
            .setFootageId("f" + (1_000 + number))
            .setMetaxyProvenanceByField(Map.of("scene", "s" + number));
    for (ColumnSpec column : COLUMNS) {
      if (random.nextInt(6) > 0) {
        set(row, Objects.requireNonNull(FOOTAGE.field(column.name())), column);
      }
    }
    return row;
  }

  private <T> void set(FootageRecord row, Field<T> field, ColumnSpec column) {
    row.set(field, value(field, column));
  }

  /** Returns a value of a column, not null. */
  @SuppressWarnings("unchecked") // The value is that of jOOQ's own type, or of the column.
  <T> T value(Field<T> field, ColumnSpec column) {
    if (column.kind() == ColumnType.JSON || column.kind() == ColumnType.ENUM) {
      return (T) document(column.name());
    }
    Converter<Object, T> converter = (Converter<Object, T>) field.getConverter();
    RandomColumns values = column.kind() == ColumnType.LIST ? lists : scalars;
    return converter.from(values.value(column.type(), converter.fromType()));
  }

  private Object document(String column) {
    return switch (column) {
      case "mood" -> json.one(List.of(Mood.values()));
      case "levels_as_json" -> some(() -> number(json));
      case "tally" -> {
        Map<String, Integer> tally = new LinkedHashMap<>();
        some(() -> json.text(null)).forEach(key -> tally.put(key, random.nextInt()));
        yield tally;
      }
      case "box" -> box();
      case "boxes" -> some(this::box);
      default -> throw new IllegalArgumentException(column);
    };
  }

  private static Double number(RandomColumns of) {
    return (Double) of.value(LogicalType.of(ColumnType.FLOAT64), Double.class);
  }

  /** Returns a random box. */
  Box box() {
    return new Box(
        random.nextInt(4) == 0 ? null : json.text(null),
        random.nextInt(),
        number(records),
        some(() -> json.text(null)));
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(value.get());
    }
    return some;
  }
}
