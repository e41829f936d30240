package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.interop.db.tables.records.ClipRecord;
import io.metaxy.jooq.it.interop.db.tables.records.NoteRecord;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows that both sides write, and the conversion of rows to text for comparison. */
final class Rows {

  /** The children of every parent; ordered as text, the last would precede the second. */
  static final List<Long> CHILDREN = List.of(1L, 2L, 10L);

  /** Ids that differ in case or accents, with numbers whose order differs from that of text. */
  static final List<ClipRecord> CLIPS =
      List.of(
          clip("a", "anna", "a1", "f1"),
          clip("A", "anna", "a2", "f2"),
          clip("B9", "anna", "a3", "f3"),
          clip("B10", "anna", "a4", "f4"),
          clip("ä|'\"", "anna", "a5", "f5"),
          clip("z", "bert", "a6", "f6"));

  static final String[] CLIP_IDS = {"a", "A", "B9", "B10", "ä|'\"", "z"};

  static final List<NoteRecord> NOTES = List.of(note("a", "n1"));

  private Rows() {}

  static ClipRecord clip(String id, String speaker, String audio, String frames) {
    return new ClipRecord()
        .setClipId(id)
        .setSpeakerId(speaker)
        .setPath("/clips/" + id)
        .setMetaxyProvenanceByField(Map.of("audio", audio, "frames", frames));
  }

  static NoteRecord note(String clip, String version) {
    return new NoteRecord()
        .setNoteOf(clip)
        .setRemark("of " + clip)
        .setMetaxyProvenanceByField(Map.of("text", version));
  }

  /** Returns values for the user's columns that are not ids. */
  static Map<String, Object> values(FeaturePlan plan, String writer) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ColumnSpec column : plan.definition().columns()) {
      if (!plan.idColumns().contains(column.name())) {
        values.put(
            column.name(), column.kind() == ColumnType.STRING ? "by " + writer : (Object) 7L);
      }
    }
    return values;
  }

  /**
   * Returns the id columns that distinguish the children of a parent: one, or none unless the
   * lineage is 1:N.
   */
  static List<String> childColumns(FeaturePlan plan) {
    return plan.idColumns().stream().filter(c -> !plan.inputIdColumns().contains(c)).toList();
  }

  /** Returns the values of id columns as one text. */
  static String ids(List<String> columns, Function<String, ?> values) {
    return columns.stream()
        .map(column -> String.valueOf(values.apply(column)))
        .collect(Collectors.joining(" "));
  }

  /** Returns a row as text, with maps in key order. */
  static Map<String, String> texts(Map<String, ?> row) {
    Map<String, String> texts = new TreeMap<>();
    row.forEach(
        (column, value) -> {
          Object ordered =
              value instanceof Map<?, ?> map ? new TreeMap<Object, Object>(map) : value;
          texts.put(column, String.valueOf(ordered));
        });
    return texts;
  }
}
