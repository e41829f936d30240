package io.metaxy.jooq.row;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.table.FeatureRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How errors name a row of a call.
 *
 * @param plan the feature
 * @param verb the verb of errors: what cannot be done with the row
 * @param idColumns the columns that identify the row
 */
public record RowNames(FeaturePlan plan, String verb, List<String> idColumns) {

  public RowNames {
    idColumns = List.copyOf(idColumns);
  }

  /** The start of the error of a row: {@code Cannot write row 2 of video (video_id=v1): }. */
  public String cannot(int position, FeatureRecord<?> row) {
    List<String> ids = new ArrayList<>();
    idColumns.forEach(id -> ids.add(id + "=" + printable(String.valueOf(row.get(id)))));
    return "Cannot "
        + verb
        + " row "
        + position
        + " of "
        + plan.key()
        + " ("
        + String.join(", ", ids)
        + "): ";
  }

  /** A text whose control characters and halves of surrogate pairs are escaped. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                printable.appendCodePoint(c);
              }
            });
    return printable.toString();
  }
}
