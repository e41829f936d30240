package io.metaxy.jooq.resolve.spool;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Converter;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Resolved samples as bytes: the status, the position among the caller's samples, the ids, the
 * hashes, and for each dependency the number of rows and their columns.
 */
final class SampleBytes {

  private final ValueBytes values = new ValueBytes();
  private final List<@Nullable Converter<Object, Object>> ids = new ArrayList<>();
  private final int fields;
  private final List<List<String>> columns = new ArrayList<>();
  private final List<Map<String, Integer>> positions = new ArrayList<>();

  SampleBytes(FeaturePlan plan, List<Field<?>> idFields) {
    idFields.forEach(id -> ids.add(converter(id)));
    fields = plan.fields().size();
    for (DepPlan dep : plan.deps()) {
      List<String> names = List.copyOf(dep.columns().values());
      Map<String, Integer> own = new HashMap<>();
      names.forEach(name -> own.put(name, own.size()));
      columns.add(names);
      positions.add(own);
    }
  }

  /** The converter of an id whose class is the user's. */
  @SuppressWarnings("unchecked") // The id is what the converter made.
  private static @Nullable Converter<Object, Object> converter(Field<?> id) {
    Converter<?, ?> converter = id.getConverter();
    return ValueBytes.knows(converter.toType()) || !ValueBytes.knows(converter.fromType())
        ? null
        : (Converter<Object, Object>) converter;
  }

  void write(ByteBuffer to, ResolvedRow sample) {
    to.put((byte) sample.status().code());
    to.putInt(sample.given());
    List<@Nullable Object> own = sample.ids();
    for (int i = 0; i < ids.size(); i++) {
      Object id = own.get(i);
      Converter<Object, Object> converter = ids.get(i);
      values.write(to, id == null || converter == null ? id : converter.to(id));
    }
    for (int i = 0; i < fields; i++) {
      values.write(to, sample.fieldHash(i));
    }
    values.write(to, sample.sampleHash());
    for (int dep = 0; dep < columns.size(); dep++) {
      List<InputRow> rows = sample.inputs(dep);
      to.putInt(rows.size());
      for (InputRow row : rows) {
        for (String column : columns.get(dep)) {
          values.write(to, row.get(column));
        }
      }
    }
  }

  ResolvedRow read(ByteBuffer from) {
    Status status = Status.of(from.get());
    int given = from.getInt();
    List<@Nullable Object> own = new ArrayList<>(ids.size());
    for (Converter<Object, Object> converter : ids) {
      Object id = values.read(from);
      own.add(id == null || converter == null ? id : converter.from(id));
    }
    String[] hashes = new String[fields + 1];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = String.valueOf(values.read(from));
    }
    List<List<InputRow>> inputs = new ArrayList<>(columns.size());
    for (int dep = 0; dep < columns.size(); dep++) {
      int count = from.getInt();
      List<InputRow> rows = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        rows.add(input(from, columns.get(dep).size(), positions.get(dep)));
      }
      inputs.add(rows);
    }
    return new SpooledRow(status, given, own, List.of(hashes), inputs);
  }

  private InputRow input(ByteBuffer from, int count, Map<String, Integer> own) {
    @Nullable Object[] cells = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      cells[i] = values.read(from);
    }
    return column -> {
      Integer position = own.get(column);
      return position == null ? null : cells[position];
    };
  }

  /**
   * A sample of a spool.
   *
   * @param hashes the hash of each field, then that of the sample
   * @param rows for each dependency, the upstream rows that the sample depends on
   */
  private record SpooledRow(
      Status status,
      int given,
      List<@Nullable Object> ids,
      List<String> hashes,
      List<List<InputRow>> rows)
      implements ResolvedRow {

    @Override
    public String fieldHash(int field) {
      return hashes.get(field);
    }

    @Override
    public String sampleHash() {
      return fieldHash(hashes.size() - 1);
    }

    @Override
    public List<InputRow> inputs(int dep) {
      return rows.get(dep);
    }
  }
}
