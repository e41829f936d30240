package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.MigrationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Parses the parameters that are words. */
final class Words {

  private Words() {}

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
