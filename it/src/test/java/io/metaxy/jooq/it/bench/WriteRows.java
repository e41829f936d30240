package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows of a leaf to write, by column; the ids count from 0.
 *
 * @param keys the struct keys of the fields
 * @param paths the values of the only column
 * @param hashes the hashes by field
 * @param provenances the provenance of each row
 */
record WriteRows(
    List<String> keys, List<String> paths, List<List<String>> hashes, List<String> provenances) {

  static WriteRows of(FeaturePlan leaf, int rows) {
    List<String> keys = leaf.structKeys();
    Random random = new Random(1);
    return new WriteRows(
        keys,
        IntStream.range(0, rows).mapToObj(row -> "/out/" + row).toList(),
        keys.stream().map(key -> hashes(random, rows)).toList(),
        hashes(random, rows));
  }

  private static List<String> hashes(Random random, int rows) {
    HexFormat hex = HexFormat.of();
    return IntStream.range(0, rows).mapToObj(row -> hex.toHexDigits(random.nextInt())).toList();
  }

  int size() {
    return paths.size();
  }

  /** Returns the hashes of a row as a JSON object. */
  String json(int row) {
    StringBuilder json = new StringBuilder("{");
    for (int key = 0; key < keys.size(); key++) {
      json.append(key == 0 ? "\"" : ",\"").append(keys.get(key)).append("\":\"");
      json.append(hashes.get(key).get(row)).append('"');
    }
    return json.append('}').toString();
  }

  /** Returns the rows as records. */
  <R extends FeatureRecord<R>> List<R> records(BenchGraph<R, ?> graph) {
    FeatureTable<R> table = graph.leaf();
    List<R> records = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      Map<String, String> byField = new HashMap<>();
      for (int key = 0; key < keys.size(); key++) {
        byField.put(keys.get(key), hashes.get(key).get(row));
      }
      R record = table.newRecord();
      graph.setId().accept(record, row);
      graph.setPath().accept(record, paths.get(row));
      record.set(SystemFields.byField(table, SystemColumns.PROVENANCE_BY_FIELD), byField);
      records.add(record);
    }
    return records;
  }
}
