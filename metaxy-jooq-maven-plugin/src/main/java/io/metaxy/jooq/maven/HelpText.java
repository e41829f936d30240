package io.metaxy.jooq.maven;

import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Goals and their parameters as text, in the form of Maven's other plugins. A parameter that is an
 * option has the option's type, default and sentence.
 *
 * <pre>
 * metaxy:diff
 *   Shows what the specs require but …
 *
 *   Available parameters:
 *
 *     current (one of snapshot, scripts, database; default: snapshot)
 *       Where the existing tables are read from.
 *       User property: metaxy.current
 * </pre>
 *
 * @param detail whether parameters are described
 * @param lineLength the number of characters in a line; longer words are not split
 */
record HelpText(boolean detail, int lineLength) {

  /** The number of characters in a line of Maven's other plugins. */
  static final int LINE = 80;

  /** The options by the names of their parameters, in order. */
  private static final Map<String, ConfigOption<?>> OPTIONS = options();

  private static Map<String, ConfigOption<?>> options() {
    Map<String, ConfigOption<?>> options = new LinkedHashMap<>();
    Options.ALL.forEach(
        option -> option.mavenElement().ifPresent(name -> options.put(name, option)));
    return options;
  }

  /** The text for some goals of a plugin. */
  String of(PluginDescriptor plugin, List<MojoDescriptor> goals) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(plugin.getName() + " " + plugin.getVersion());
    wrap(lines, 1, plugin.getDescription());
    lines.add("");
    if (goals.size() > 1) {
      lines.add("This plugin has " + goals.size() + " goals:");
      lines.add("");
    }
    goals.forEach(goal -> add(lines, plugin.getGoalPrefix(), goal));
    return String.join("\n", lines);
  }

  private void add(List<String> lines, String prefix, MojoDescriptor goal) {
    lines.add(prefix + ":" + goal.getGoal());
    wrap(lines, 1, goal.getDescription());
    lines.add("");
    if (detail) {
      wrap(lines, 1, "Available parameters:");
      lines.add("");
      ordered(goal.getParameters()).forEach(parameter -> add(lines, goal, parameter));
    }
  }

  /** The parameters that a user can set: the options in their order, then all others. */
  private static Stream<Parameter> ordered(List<Parameter> parameters) {
    return Stream.concat(
            OPTIONS.keySet().stream()
                .flatMap(name -> parameters.stream().filter(each -> each.getName().equals(name))),
            parameters.stream().filter(each -> !OPTIONS.containsKey(each.getName())))
        .filter(Parameter::isEditable);
  }

  private void add(List<String> lines, MojoDescriptor goal, Parameter parameter) {
    ConfigOption<?> option = OPTIONS.get(parameter.getName());
    if (option != null) {
      add(
          lines,
          parameter.getName(),
          option.typeInWords(),
          option.shownDefault(),
          option.sentence(),
          option.mavenProperty());
      return;
    }
    PlexusConfiguration values = goal.getMojoConfiguration().getChild(parameter.getName());
    add(
        lines,
        parameter.getName(),
        parameter.getType().replaceFirst(".*[.]", "").toLowerCase(Locale.ROOT),
        Optional.ofNullable(values.getAttribute("default-value")),
        parameter.getDescription(),
        Optional.ofNullable(values.getValue()).map(value -> value.replaceAll("[${}]", "")));
  }

  private void add(
      List<String> lines,
      String name,
      String type,
      Optional<String> byDefault,
      String sentence,
      Optional<String> property) {
    String values = type + byDefault.map(value -> "; default: " + value).orElse("");
    wrap(lines, 2, name + " (" + values + ")");
    wrap(lines, 3, sentence);
    property.ifPresent(each -> wrap(lines, 3, "User property: " + each));
    lines.add("");
  }

  /** Adds a text in lines, each of which starts with some indentation. */
  private void wrap(List<String> lines, int level, String text) {
    String indent = "  ".repeat(level);
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.strip().split("\\s+", -1)) {
      boolean isFirst = line.length() == indent.length();
      if (!isFirst && line.length() + 1 + word.length() > lineLength) {
        lines.add(line.toString());
        line.setLength(indent.length());
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }
}
