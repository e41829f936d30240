package io.metaxy.jooq.migration.schema;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a column that this library would not give it. They are not a difference, but
 * MariaDB redefines whole columns and would lose what is not repeated. On other databases only
 * enums are known.
 *
 * @param type the database's name of its type, such as {@code timestamp(6)}; null when it is the
 *     library's own
 * @param attributes what follows the type, such as {@code collate latin1_bin default 'x'}; empty
 *     for nothing
 * @param check the expression that values must satisfy; empty for none
 */
public record PhysicalForm(@Nullable String type, String attributes, String check) {

  private static final Pattern CONSTANT = Pattern.compile("'((?:[^']|'')*)'");

  public PhysicalForm {
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(check, "check");
  }

  /** A form of these parts; null when all are empty. */
  public static @Nullable PhysicalForm of(@Nullable String type, String attributes, String check) {
    return type == null && attributes.isEmpty() && check.isEmpty()
        ? null
        : new PhysicalForm(type, attributes, check);
  }

  /** The constants of an enum; empty for a type that holds any text. */
  public Set<String> constants() {
    return type == null || !type.startsWith("enum")
        ? Set.of()
        : CONSTANT
            .matcher(type)
            .results()
            .map(constant -> constant.group(1).replace("''", "'"))
            .collect(Collectors.toSet());
  }

  /** The same form without the type; null when nothing is left. */
  @Nullable PhysicalForm untyped() {
    return of(null, attributes, check);
  }
}
