package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.Options;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code mvn metaxy:help} prints, with the descriptor that Maven reads. */
class HelpMojoTest {

  private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

  private final HelpMojo mojo = new HelpMojo();
  private final List<String> printed = new ArrayList<>();
  private PluginDescriptor plugin = new PluginDescriptor();

  @BeforeEach
  void descriptor() throws Exception {
    try (Reader reader = Files.newBufferedReader(DESCRIPTOR, StandardCharsets.UTF_8)) {
      plugin = new PluginDescriptorBuilder().build(reader);
    }
    mojo.plugin = plugin;
    mojo.setLog(
        new SystemStreamLog() {
          @Override
          public void info(CharSequence content) {
            printed.add(content.toString());
          }
        });
  }

  private String help() throws MojoFailureException {
    mojo.execute();
    return String.join("\n", printed);
  }

  @Test
  void allGoalsAreDescribed() throws Exception {
    String help = help();

    assertTrue(
        help.startsWith(
            "\nmetaxy-jooq-maven-plugin "
                + plugin.getVersion()
                + "\n  Flyway migrations from feature specs: diff, generate, check, drift, adopt\n"),
        help);
    assertTrue(help.contains("\nThis plugin has 6 goals:\n"), help);
    assertTrue(
        help.contains(
            """

            metaxy:check
              Fails with pending, unsafe or broken when the scripts do not match the specs.

            metaxy:diff
              Shows what the specs require but the scripts do not create yet: each statement
              with its risk and code.

            """),
        help);
    assertFalse(help.contains("parameters:"), help);
  }

  @Test
  void theParametersOfAGoalAreTheOptions() throws Exception {
    mojo.goal = " diff ";
    mojo.detail = true;
    String help = help();

    assertTrue(
        help.contains(
            """
              Available parameters:

                project (text)
                  The project of features that do not name one.
                  User property: metaxy.project

                hashTruncationLength (an integer from 8 to 64; default: 8)
                  The number of characters kept of every hash.
                  User property: metaxy.hashTruncationLength

            """),
        help);
    assertTrue(
        help.contains(
            """

                current (one of snapshot, scripts, database; default: snapshot)
                  Where the existing tables are read from.
                  User property: metaxy.current

            """),
        help);
    assertTrue(
        help.contains(
            """

                flyway (table of texts)
                  Flyway settings, by Flyway's names; those not given are read from Flyway's
                  own files.

                url (text)
            """),
        help);
    assertEquals(
        Options.ALL.stream()
            .filter(option -> option.mavenElement().isPresent())
            .map(option -> option.mavenElement().orElseThrow())
            .toList(),
        help.lines()
            .filter(line -> line.matches(" {4}\\w+ \\(.*"))
            .map(line -> line.strip().replaceFirst(" .*", ""))
            .toList());
    assertFalse(help.contains("metaxy:check"), help);
    assertFalse(help.contains("mavenProject"), help);
  }

  @Test
  void helpDescribesItself() throws Exception {
    mojo.goal = "help";
    mojo.detail = true;
    mojo.lineLength = 40;

    assertTrue(
        help()
            .endsWith(
                """
                  Available parameters:

                    detail (boolean; default: false)
                      Whether parameters are described,
                      too.
                      User property: detail

                    goal (string)
                      The goal to describe; by default
                      all.
                      User property: goal

                    lineLength (int; default: 80)
                      The number of characters in a
                      line.
                      User property: lineLength
                """));
  }

  @Test
  void anUnknownGoalIsAnError() {
    mojo.goal = "dif";

    assertEquals(
        "Cannot describe the goal dif: this plugin has no such goal; write diff",
        assertThrows(MojoFailureException.class, mojo::execute).getMessage());
  }

  /** Editors show the descriptions of the descriptor. */
  @Test
  void theDescriptorHasTheSentencesOfTheOptions() {
    Map<String, String> sentences =
        Options.ALL.stream()
            .filter(option -> option.mavenElement().isPresent())
            .collect(
                Collectors.toMap(
                    option -> option.mavenElement().orElseThrow(),
                    ConfigOption::sentence,
                    (one, other) -> one,
                    TreeMap::new));
    List<MojoDescriptor> goals =
        plugin.getMojos().stream().filter(goal -> !goal.getGoal().equals("help")).toList();

    assertEquals(5, goals.size());
    for (MojoDescriptor goal : goals) {
      Map<String, String> described = new TreeMap<>();
      for (Parameter parameter : goal.getParameters()) {
        if (parameter.isEditable()) {
          described.put(parameter.getName(), parameter.getDescription());
        }
      }
      assertEquals(sentences, described, goal.getGoal());
    }
  }
}
