package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;

import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.column.RandomColumns.Numbers;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jooq.Converter;
import org.jooq.Field;

/** Rows with random lists. */
final class RandomLists {

  private final Random random;
  private final RandomColumns values;

  /** Those of lists of lists, which can be JSON where lists are not. */
  private final RandomColumns nested;

  RandomLists(long seed, DatabaseFixture fixture) {
    random = new Random(seed);
    Numbers numbers = Numbers.ofLists(fixture);
    values = new RandomColumns(random, numbers);
    nested = new RandomColumns(random, Numbers.ofJson(fixture));
  }

  List<Clip> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::row).toList();
  }

  private Clip row(int number) {
    Clip clip = new Clip();
    clip.set(CLIP.clipId, "r" + (1000 + number));
    for (ColumnSpec column : CLIP.lists()) {
      if (random.nextInt(6) > 0) {
        set(clip, CLIP.field(column.name()), (ListOf) column.type());
      }
    }
    clip.set(CLIP.provenance, Map.of("cut", "a" + number));
    return clip;
  }

  @SuppressWarnings("unchecked") // The array is that of jOOQ's own type.
  private <T> void set(Clip clip, Field<T> field, ListOf type) {
    Converter<Object, T> converter = (Converter<Object, T>) field.getConverter();
    RandomColumns of = type.element() instanceof ListOf ? nested : values;
    clip.set(field, converter.from(of.list(type, field.getConverter().fromType())));
  }
}
