package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.change.Change.ChangeValues;
import io.metaxy.jooq.migration.schema.ColumnState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the values of a column differ from those that rows of older versions hold. What is not known,
 * as in snapshots of earlier versions of the library, does not differ.
 *
 * @param findings the differences, in order
 */
public record ValuesChange(List<Finding> findings) {

  /**
   * One difference.
   *
   * @param rule the rule that it falls under
   * @param text the difference in words, such as {@code it no longer allows CUT}
   */
  record Finding(SafetyRule rule, String text) {}

  public ValuesChange {
    findings = List.copyOf(findings);
  }

  /** The differences of a change. */
  public static ValuesChange of(ChangeValues change) {
    return of(change.from(), change.to());
  }

  /** The differences between two columns. */
  public static ValuesChange of(ColumnState from, ColumnState to) {
    List<Finding> findings = new ArrayList<>();
    if (!from.constants().isEmpty() && !to.constants().isEmpty()) {
      constants("it", from.constants(), to.constants(), findings, SafetyRule.DROP_CONSTANT);
    }
    if (from.shape() != null && to.shape() != null) {
      findings.addAll(new ShapeChange(from.shape(), to.shape()).findings());
    }
    return new ValuesChange(findings);
  }

  /** Compares constants; removed ones fall under the given rule. */
  static void constants(
      String subject,
      List<String> from,
      List<String> to,
      List<Finding> findings,
      SafetyRule dropped) {
    List<String> left = from.stream().filter(constant -> !to.contains(constant)).toList();
    List<String> joined = to.stream().filter(constant -> !from.contains(constant)).toList();
    boolean json = dropped != SafetyRule.DROP_CONSTANT;
    if (!left.isEmpty()) {
      findings.add(new Finding(dropped, subject + " no longer allows " + String.join(", ", left)));
    }
    if (!joined.isEmpty()) {
      findings.add(
          new Finding(
              json ? SafetyRule.CHANGE_JSON : SafetyRule.ADD_CONSTANT,
              subject + " also allows " + String.join(", ", joined)));
    }
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return findings.isEmpty();
  }

  /** The rule of the most dangerous difference; the first of several. */
  public SafetyRule rule() {
    return findings.stream()
        .map(Finding::rule)
        .min(Comparator.comparing(SafetyRule::risk).reversed())
        .orElse(SafetyRule.CHANGE_JSON);
  }

  /** The differences in words. */
  public String text() {
    return findings.stream().map(Finding::text).collect(Collectors.joining("; "));
  }
}
