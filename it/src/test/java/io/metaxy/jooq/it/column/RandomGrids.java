package io.metaxy.jooq.it.column;

import io.metaxy.jooq.it.column.RandomColumns.Numbers;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.db.tables.records.FootageGridRecord;
import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of grids of footage, with random lists of lists and maps of records. */
final class RandomGrids {

  private static final LogicalType FLOAT32 = LogicalType.of(ColumnType.FLOAT32);

  private final Random random;
  private final RandomColumns texts;
  private final RandomColumns numbers;
  private final RandomFootage footage;

  /**
   * Random rows.
   *
   * @param json whether lists of lists are JSON
   */
  RandomGrids(long seed, DatabaseFixture fixture, boolean json) {
    random = new Random(seed);
    texts = new RandomColumns(random, Numbers.ofJson(fixture));
    numbers = json ? texts : new RandomColumns(random, Numbers.ofLists(fixture));
    footage = new RandomFootage(seed, fixture);
  }

  List<FootageGridRecord> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::row).toList();
  }

  private FootageGridRecord row(int number) {
    return new FootageGridRecord()
        .setFootageId("f" + (1_000 + number))
        .setMatrix(maybe(() -> some(this::vector).toArray(float[][]::new)))
        .setVectors(maybe(() -> some(this::vector)))
        .setWords(maybe(() -> some(() -> some(() -> texts.text(null)))))
        .setCrops(maybe(this::crops))
        .setMetaxyProvenanceByField(Map.of("grid", "g" + number));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextInt(5) == 0 ? null : value.get();
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(value.get());
    }
    return some;
  }

  private float[] vector() {
    float[] vector = new float[random.nextInt(4)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (Float) numbers.value(FLOAT32, Float.class);
    }
    return vector;
  }

  private Map<String, Box> crops() {
    Map<String, Box> crops = new LinkedHashMap<>();
    some(() -> texts.text(null)).forEach(name -> crops.put(name, maybe(footage::box)));
    return crops;
  }
}
