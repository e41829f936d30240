package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Parses a file of TOML 1.1, with the line of every key. */
final class TomlFile {

  private static final String PYPROJECT = "pyproject.toml";
  private static final String EXPECTED = ", expected ";
  private static final List<String> FLAGS = List.of("true", "false");

  /** A value that starts with a letter. */
  private static final Pattern BARE = Pattern.compile("=\\s*(\\p{L}\\w*)");

  private final Path path;

  private TomlFile(Path path) {
    this.path = path;
  }

  /**
   * The configuration in a file: of {@code pyproject.toml}, the table {@code tool.metaxy}.
   *
   * @throws ConfigException when the file is not readable, not UTF-8 or not TOML
   */
  static Table read(Path path) {
    Table all = new TomlFile(path).parse();
    if (!isPyproject(path)) {
      return all;
    }
    return table(table(all, "tool", "tool"), "metaxy", "tool.metaxy");
  }

  static boolean isPyproject(Path path) {
    return path.endsWith(PYPROJECT);
  }

  private static Table table(Table parent, String key, String name) {
    ConfigValue value = parent.entries().get(key);
    if (value == null) {
      return new Table(Map.of(), parent.source());
    }
    if (value instanceof Table table) {
      return table;
    }
    throw new ConfigException(
        "Invalid "
            + name
            + " in "
            + value.source()
            + ": "
            + value.kind()
            + " (must be a table); write [tool.metaxy]");
  }

  private Table parse() {
    String text = text();
    TomlParseResult result = Toml.parse(text, TomlVersion.V1_1_0);
    if (result.hasErrors()) {
      TomlParseError error = result.errors().get(0);
      throw new ConfigException(
          "Cannot read "
              + path
              + ", line "
              + error.position().line()
              + ", column "
              + error.position().column()
              + ": "
              + reason(error)
              + "; "
              + remedy(text, error));
    }
    return table(result, source(null));
  }

  private String text() {
    try {
      String text = Files.readString(path);
      if (text.startsWith("\uFEFF")) {
        throw new ConfigException(
            "Cannot read "
                + path
                + ": it starts with a byte order mark, which TOML does not allow; save it as UTF-8"
                + " without one");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          "Cannot read " + path + ": it is not UTF-8; save it with this encoding", e);
    } catch (IOException e) {
      String reason =
          Files.isDirectory(path)
              ? "it is a directory"
              : Files.exists(path) ? "the system refuses access" : "it does not exist";
      throw new ConfigException(
          "Cannot read " + path + ": " + reason + "; correct the path or its permissions", e);
    }
  }

  /** The text that was found instead may be a secret. */
  private static String reason(TomlParseError error) {
    String message = String.valueOf(error.getMessage());
    int expected = message.lastIndexOf(EXPECTED);
    return message.startsWith("Unexpected") && expected >= 0
        ? message.substring(expected + 2)
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** What to do about a text without quotation marks, or a boolean in another case. */
  private static String remedy(String text, TomlParseError error) {
    String line = text.lines().skip(error.position().line() - 1L).findFirst().orElse("");
    Matcher bare = BARE.matcher(line);
    if (!bare.find() || error.position().column() != bare.start(1) + 1) {
      return "correct the file";
    }
    String word = bare.group(1);
    return FLAGS.contains(word.toLowerCase(Locale.ROOT))
        ? "write " + word.toLowerCase(Locale.ROOT)
        : "write a text in quotation marks, as in key = \"text\"";
  }

  private ConfigSource source(@Nullable TomlPosition position) {
    return new ConfigSource.File(path, position == null ? 0 : position.line());
  }

  private Table table(TomlTable toml, ConfigSource source) {
    Map<String, ConfigValue> entries = new LinkedHashMap<>();
    for (String key : toml.keySet()) {
      List<String> keys = List.of(key);
      Object value = toml.get(keys);
      if (value != null) {
        entries.put(key, value(value, source(toml.inputPositionOf(keys))));
      }
    }
    return new Table(entries, source);
  }

  private ConfigValue value(Object value, ConfigSource source) {
    if (value instanceof TomlTable table) {
      return table(table, source);
    }
    if (value instanceof TomlArray array) {
      List<ConfigValue> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        items.add(value(array.get(i), source(array.inputPositionOf(i))));
      }
      return new Items(items, source);
    }
    return new Scalar(value, source);
  }
}
