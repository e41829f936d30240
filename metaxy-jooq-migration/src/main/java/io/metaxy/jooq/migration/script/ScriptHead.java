package io.metaxy.jooq.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments by which a script is recognized as one of ours, and the changes that they list. They
 * count wherever they are: people put a license above them, or a statement, or several scripts into
 * one.
 *
 * @param isOurs whether the script has them
 * @param changes the changes, in order
 */
record ScriptHead(boolean isOurs, List<Line> changes) {

  static final ScriptHead NONE = new ScriptHead(false, List.of());

  private static final String COMMENT = "--";
  private static final Pattern CHANGE = Pattern.compile("--\\s*([^\\s:]+): (.+)");

  /**
   * One change, such as {@code clip: create table clip}.
   *
   * @param feature the feature's key
   * @param change the change in the words of {@link io.metaxy.jooq.migration.change.ChangeText}
   */
  record Line(String feature, String change) {}

  ScriptHead {
    changes = List.copyOf(changes);
  }

  static ScriptHead of(String text) {
    List<Line> changes = new ArrayList<>();
    boolean ours = false;
    boolean inHead = false;
    boolean inBlock = false;
    for (String raw : FileText.lines(text)) {
      String line = raw.stripLeading();
      if (inBlock || line.startsWith("/*")) {
        inBlock = !line.contains("*/");
      } else if (ScriptText.isHead(line)) {
        ours = true;
        inHead = true;
      } else if (!line.startsWith(COMMENT)) {
        inHead &= line.isEmpty();
      } else if (inHead) {
        Matcher change = CHANGE.matcher(line);
        if (change.matches()) {
          changes.add(new Line(change.group(1), change.group(2)));
        }
      }
    }
    return new ScriptHead(ours, changes);
  }
}
