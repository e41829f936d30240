package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Declared renames in a circle, such as a swap: the names are the same before and after, so nothing
 * shows whether the renames are done.
 */
final class RenameCircles {

  private final Map<String, String> renames;

  /** Takes new names to old names. */
  RenameCircles(Map<String, String> renames) {
    this.renames = new TreeMap<>(renames);
  }

  /** The names of each circle, each followed by its old name. */
  List<List<String>> all() {
    List<List<String>> circles = new ArrayList<>();
    for (String name : renames.keySet()) {
      List<String> way = way(name);
      boolean seen = circles.stream().anyMatch(circle -> circle.contains(name));
      if (way.size() > 1 && !seen && name.equals(renames.get(way.get(way.size() - 1)))) {
        circles.add(way);
      }
    }
    return circles;
  }

  private List<String> way(String name) {
    List<String> way = new ArrayList<>(List.of(name));
    String from = renames.get(name);
    while (from != null && renames.containsKey(from) && !way.contains(from)) {
      way.add(from);
      from = renames.get(from);
    }
    return way;
  }

  /**
   * The problem of a circle.
   *
   * @param place the part of the feature; empty for the whole feature
   * @param nouns the renamed things, such as {@code columns}
   * @param owner the owner, such as {@code " of table clip"}; empty for features
   */
  static Problem problem(
      String feature, String place, String nouns, List<String> circle, String owner) {
    return Block.RENAME_CIRCLE.problem(
        feature,
        place,
        "Cannot rename "
            + nouns
            + " "
            + String.join(" and ", circle)
            + owner
            + " to each other's names, because that cannot be distinguished from a rename that"
            + " is already done; rename "
            + circle.get(0)
            + " to a third name in one migration, then it and the others in the next");
  }
}
