package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Naming;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses the parameters that are words or lists of words. */
final class Words {

  private Words() {}

  static List<String> list(@Nullable String text) {
    return Stream.of((text == null ? "" : text).split("[\\s,]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static List<MigrationDatabase> databases(@Nullable String text) {
    return list(text).stream()
        .map(word -> one(MigrationDatabase.class, "metaxy.databases", word))
        .toList();
  }

  static CurrentSource current(String text) {
    return one(CurrentSource.class, "metaxy.current", text);
  }

  static Naming naming(String text) {
    return one(Naming.class, "metaxy.naming", text);
  }

  /**
   * The constant with this name, ignoring case.
   *
   * @throws MigrationException when there is no such constant
   */
  static <E extends Enum<E>> E one(Class<E> type, String name, String word) {
    E[] all = type.getEnumConstants();
    return Stream.of(all)
        .filter(constant -> constant.name().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new MigrationException(
                    "Invalid "
                        + name
                        + ": "
                        + word
                        + " (must be one of "
                        + Arrays.toString(all).toLowerCase(Locale.ROOT)
                        + "); correct the property"));
  }
}
