package io.metaxy.jooq.migration.schema;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else gave a column that we would not: it is no difference, and MariaDB, which
 * changes columns whole, must be told it again or loses it. Of other databases only enums are
 * known.
 *
 * @param type the database's name of its type, such as {@code timestamp(6)}; null when it is ours
 * @param attributes what stands behind the type, such as {@code collate latin1_bin default 'x'};
 *     empty when there is nothing
 * @param check what values must satisfy, as an expression; empty for nothing
 */
public record PhysicalForm(@Nullable String type, String attributes, String check) {

  private static final Pattern CONSTANT = Pattern.compile("'((?:[^']|'')*)'");

  public PhysicalForm {
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(check, "check");
  }

  /** Of these parts; null when there is none. */
  public static @Nullable PhysicalForm of(@Nullable String type, String attributes, String check) {
    return type == null && attributes.isEmpty() && check.isEmpty()
        ? null
        : new PhysicalForm(type, attributes, check);
  }

  /** The constants that it holds; empty when it is no enum, and holds any text. */
  public Set<String> constants() {
    return type == null || !type.startsWith("enum")
        ? Set.of()
        : CONSTANT
            .matcher(type)
            .results()
            .map(constant -> constant.group(1).replace("''", "'"))
            .collect(Collectors.toSet());
  }

  /** The same of a column that gets our type; null when nothing is left. */
  @Nullable PhysicalForm untyped() {
    return of(null, attributes, check);
  }
}
