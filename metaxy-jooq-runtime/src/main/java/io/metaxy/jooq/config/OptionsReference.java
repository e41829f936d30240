package io.metaxy.jooq.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of all options as Markdown: one section for each place, with a table. */
public final class OptionsReference {

  private OptionsReference() {}

  /** The sections of all places. */
  public static String markdown() {
    return Stream.of(OptionPlace.values())
        .map(OptionsReference::section)
        .collect(Collectors.joining("\n"));
  }

  private static String section(OptionPlace place) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("option", "type", "default", "what it does"));
    head.addAll(place == OptionPlace.GOAL ? List.of() : List.of("environment variable"));
    boolean hasArguments = place == OptionPlace.TOP || place == OptionPlace.JOOQ;
    head.addAll(hasArguments ? List.of("jOOQ property", "Maven") : List.of());
    head.addAll(place == OptionPlace.GOAL ? List.of("Maven") : List.of("used by"));
    rows.add(head);
    rows.add(head.stream().map(cell -> "---").toList());
    Options.at(place)
        .forEach(
            option -> {
              List<String> row =
                  new ArrayList<>(
                      List.of(
                          code(Optional.of(option.name())),
                          option.typeInWords(),
                          code(option.shownDefault()),
                          option.sentence()));
              if (place != OptionPlace.GOAL) {
                row.add(code(option.variable()));
              }
              if (hasArguments) {
                row.add(code(option.jooqProperty()));
              }
              if (hasArguments || place == OptionPlace.GOAL) {
                row.add(maven(option));
              }
              if (place != OptionPlace.GOAL) {
                row.add(option.use().words());
              }
              rows.add(row);
            });
    return "### "
        + place.title()
        + "\n\n"
        + rows.stream()
            .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
            .map(line -> line.replaceAll(" +", " "))
            .collect(Collectors.joining());
  }

  private static String maven(ConfigOption<?> option) {
    return option
        .mavenProperty()
        .map(property -> "`-D" + property + "`")
        .or(() -> option.mavenElement().map(element -> "`<" + element + ">`"))
        .orElse("");
  }

  private static String code(Optional<String> name) {
    return name.map(each -> "`" + each + "`").orElse("");
  }
}
