package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.json.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in one canonical form, for people to read and version control to merge: sorted keys, LF, and
 * flat objects on one line. Jackson writes the values; its printer cannot choose line breaks by
 * content.
 */
public final class Json {

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /**
   * Writes a value built from maps with text keys, lists, texts, numbers, booleans and null, with a
   * final LF.
   */
  public static String write(@Nullable Object value) {
    Json json = new Json();
    json.append(value, 0, true);
    return json.text.append('\n').toString();
  }

  private void append(@Nullable Object value, int depth, boolean lines) {
    if (value instanceof Map<?, ?> map) {
      List<Runnable> members = new ArrayList<>();
      boolean nested = lines && (depth == 0 || !isFlat(map.values()));
      new TreeMap<>(map)
          .forEach(
              (name, member) ->
                  members.add(
                      () -> {
                        scalar(name);
                        text.append(": ");
                        append(member, depth + 1, nested);
                      }));
      members('{', '}', members, nested, depth);
    } else if (value instanceof Collection<?> list) {
      boolean nested = lines && list.stream().anyMatch(e -> !isScalar(e));
      List<Runnable> members = new ArrayList<>();
      list.forEach(element -> members.add(() -> append(element, depth + 1, nested)));
      members('[', ']', members, nested, depth);
    } else {
      scalar(value);
    }
  }

  private static boolean isFlat(Collection<?> values) {
    return values.stream()
        .allMatch(
            v ->
                isScalar(v)
                    || (v instanceof List<?> list && list.stream().allMatch(Json::isScalar)));
  }

  private static boolean isScalar(@Nullable Object value) {
    return !(value instanceof Map) && !(value instanceof Collection);
  }

  private void members(char open, char close, List<Runnable> members, boolean lines, int depth) {
    text.append(open);
    boolean first = true;
    for (Runnable member : members) {
      text.append(first ? "" : lines ? "," : ", ");
      if (lines) {
        line(depth + 1);
      }
      member.run();
      first = false;
    }
    if (lines && !members.isEmpty()) {
      line(depth);
    }
    text.append(close);
  }

  private void line(int depth) {
    text.append('\n').append("  ".repeat(depth));
  }

  private void scalar(@Nullable Object value) {
    text.append(JsonText.compact(value));
  }
}
