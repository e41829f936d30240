package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.OptionType;
import io.metaxy.jooq.config.OptionUse;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.Login;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options of a configuration as options of a command: {@code metaxy.tablePrefix} is {@code
 * --table-prefix}. Their values are checked with the configuration.
 */
final class ConfigArguments {

  private static final String FLYWAY = "--flyway";

  /** {@code metaxy.url} or {@code -Dmetaxy.url=} in a sentence. */
  private static final Pattern PROPERTY =
      Pattern.compile("(?<![\\w./\"'-])(?:-D)?metaxy\\.(\\w+)(?![./\"']\\w)");

  /** A line of a report that is not part of a statement, whose text is data. */
  private static final Pattern SENTENCE = Pattern.compile("(?m)^(?! {6}).+$");

  /** The options of all commands by their properties. */
  private static final Map<String, String> NAMES = names();

  private ConfigArguments() {}

  /** Adds the options with these uses, except those whose name means something else there. */
  static void add(CommandSpec spec, Set<OptionUse> uses) {
    options(uses)
        .filter(option -> spec.findOption(name(option)) == null)
        .forEach(
            option ->
                spec.addOption(
                    OptionSpec.builder(name(option))
                        .type(String.class)
                        .paramLabel(label(option))
                        .description(escaped(option.sentence()))
                        .build()));
    if (uses.contains(OptionUse.MIGRATION)) {
      spec.addOption(
          OptionSpec.builder(FLYWAY)
              .type(Map.class)
              .auxiliaryTypes(String.class, String.class)
              .paramLabel("NAME=VALUE")
              .description(escaped(Options.FLYWAY.sentence()))
              .build());
    }
  }

  /**
   * Secrets do not belong on a command line, which other users of the machine see; and only Maven
   * has servers.
   */
  private static Stream<ConfigOption<?>> options(Set<OptionUse> uses) {
    return Options.ALL.stream()
        .filter(option -> uses.contains(option.use()))
        .filter(option -> option.mavenProperty().isPresent() && option.key().isPresent())
        .filter(option -> !option.secret() && !option.equals(Options.SERVER_ID));
  }

  /** The options that were given, as arguments of a configuration. */
  static Map<String, String> given(CommandSpec spec) {
    Map<String, String> arguments = new TreeMap<>();
    options(Set.of(OptionUse.values()))
        .forEach(
            option -> {
              OptionSpec known = spec.findOption(name(option));
              if (known != null
                  && known.userObject() == null
                  && known.getValue() instanceof String value) {
                arguments.put(option.mavenProperty().orElseThrow(), value);
              }
            });
    OptionSpec flyway = spec.findOption(FLYWAY);
    if (flyway != null && flyway.getValue() instanceof Map<?, ?> settings) {
      String table = Options.FLYWAY.key().orElseThrow();
      new LinkedHashMap<>(settings)
          .forEach((name, value) -> arguments.put(table + "." + name, String.valueOf(value)));
    }
    return arguments;
  }

  private static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    options(Set.of(OptionUse.values()))
        .forEach(option -> names.put(option.mavenElement().orElseThrow(), name(option)));
    names.put(Options.PASSWORD.mavenElement().orElseThrow(), Login.VARIABLE);
    return names;
  }

  /** A sentence of the libraries, which say {@code metaxy.url} for {@code --url}. */
  static String inSentence(String sentence) {
    return PROPERTY
        .matcher(sentence)
        .replaceAll(
            match -> Matcher.quoteReplacement(NAMES.getOrDefault(match.group(1), match.group())));
  }

  /** The sentences of a report; its statements are unchanged. */
  static String inReport(String text) {
    return SENTENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(inSentence(match.group())));
  }

  static String name(ConfigOption<?> option) {
    String property = option.mavenElement().orElseThrow();
    return "--" + property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String label(ConfigOption<?> option) {
    if (option.type() instanceof OptionType.Flag) {
      return "true|false";
    }
    return option.type().name().replace(' ', '-').toUpperCase(Locale.ROOT);
  }

  /** A percent sign in picocli's texts is markup. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
