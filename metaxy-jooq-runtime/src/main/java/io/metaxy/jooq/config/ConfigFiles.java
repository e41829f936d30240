package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration file and merges those that it extends.
 *
 * @param paths the file that was found, then those that it extends; empty if there is none
 * @param values their values, not yet expanded
 * @param warnings what a user should know about the choice of the file
 */
record ConfigFiles(List<Path> paths, Table values, List<String> warnings) {

  private static final String METAXY = "metaxy.toml";
  private static final String PYPROJECT = "pyproject.toml";
  private static final String EXTEND = "extend";

  /** The environment variable that names the file. */
  static final String VARIABLE = "METAXY_CONFIG";

  static ConfigFiles load(ConfigInput input) {
    String named = input.environment().getOrDefault(VARIABLE, "");
    Path explicit = input.file();
    if (!named.isEmpty()) {
      return read(existing(named(input, named), ", which " + VARIABLE + " names"));
    }
    if (explicit != null && !explicit.toString().isEmpty()) {
      return read(existing(input.workingDirectory().resolve(explicit), ""));
    }
    return search(input.searchedFrom())
        .map(ConfigFiles::read)
        .orElseGet(() -> new ConfigFiles(List.of(), Table.empty(), List.of()));
  }

  private static Path named(ConfigInput input, String name) {
    try {
      return input.workingDirectory().resolve(name);
    } catch (InvalidPathException e) {
      throw new ConfigException(
          "Cannot find the configuration file, which "
              + VARIABLE
              + " names: its path is not in the encoding of the system; correct the path or the"
              + " locale",
          e);
    }
  }

  private static Path existing(Path path, String origin) {
    try {
      path.getFileSystem().provider().checkAccess(path);
      return path;
    } catch (AccessDeniedException e) {
      throw refused(path, e);
    } catch (IOException e) {
      throw notFound(path, origin);
    }
  }

  private static ConfigException refused(Path path, IOException cause) {
    return new ConfigException(
        "Cannot read the configuration file "
            + path.normalize()
            + ": the system refuses access to its directory; correct the permissions",
        cause);
  }

  private static ConfigException notFound(Path path, String origin) {
    return new ConfigException(
        "Cannot find the configuration file " + path.normalize() + origin + "; correct the path");
  }

  private static Optional<Path> search(@Nullable Path start) {
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      Path metaxy = directory.resolve(METAXY);
      if (Files.exists(metaxy)) {
        return Optional.of(metaxy);
      }
      Path pyproject = directory.resolve(PYPROJECT);
      if (Files.exists(pyproject) && !TomlFile.read(pyproject).entries().isEmpty()) {
        return Optional.of(pyproject);
      }
    }
    return Optional.empty();
  }

  private static ConfigFiles read(Path path) {
    Path file = real(path);
    Set<Path> seen = new LinkedHashSet<>();
    // The name that was given decides which table is read; relative paths start from its directory.
    Table values = read(path, file, seen);
    List<String> warnings = new ArrayList<>();
    Path other = file.resolveSibling(PYPROJECT);
    if (file.endsWith(METAXY) && !seen.contains(other) && isConfigured(other)) {
      warnings.add(
          "The table [tool.metaxy] of "
              + other
              + " is not read, because "
              + file
              + " takes precedence; remove one of them");
    }
    return new ConfigFiles(List.copyOf(seen), values, List.copyOf(warnings));
  }

  private static boolean isConfigured(Path pyproject) {
    try {
      return Files.isRegularFile(pyproject) && !TomlFile.read(pyproject).entries().isEmpty();
    } catch (ConfigException e) {
      // Nobody reads it, so it may be broken.
      return false;
    }
  }

  private static Table read(Path path, Path real, Set<Path> seen) {
    seen.add(real);
    Table values = TomlFile.read(path);
    ConfigValue extend = values.entries().get(EXTEND);
    if (extend == null) {
      return values;
    }
    Map<String, ConfigValue> own = new LinkedHashMap<>(values.entries());
    own.remove(EXTEND);
    Path parent = parent(path, extend);
    Path realParent = real(parent);
    if (seen.contains(realParent)) {
      throw new ConfigException(
          "Cannot extend "
              + realParent
              + " in "
              + extend.source()
              + ": the files extend each other ("
              + seen.stream().map(Path::toString).collect(Collectors.joining(" -> "))
              + " -> "
              + realParent
              + "); remove one extend");
    }
    return merge(read(realParent, realParent, seen), new Table(own, values.source()));
  }

  private static Path parent(Path path, ConfigValue extend) {
    if (!(extend instanceof Scalar scalar && scalar.plain() instanceof String text)) {
      throw new ConfigException(
          "Invalid extend in "
              + extend.source()
              + ": "
              + extend.kind()
              + " (must be a text); write the path of one file");
    }
    Path parent = sibling(path, text, extend);
    if (!Files.exists(parent)) {
      throw new ConfigException(
          "Cannot extend "
              + parent.normalize()
              + " in "
              + extend.source()
              + ": the file does not exist; correct the path"
              + (text.contains("${") ? ", in which variables are not replaced" : ""));
    }
    return parent;
  }

  private static Path sibling(Path path, String text, ConfigValue extend) {
    try {
      return path.toAbsolutePath().resolveSibling(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(
          "Cannot extend the file in "
              + extend.source()
              + ": the system has no such path, because it contains U+0000 or characters outside of"
              + " the system's encoding; correct the path or the locale",
          e);
    }
  }

  /**
   * One level deep, as the Python original does: a table keeps those of its keys that the other one
   * lacks, a list continues the other one, everything else is replaced.
   */
  private static Table merge(Table parent, Table child) {
    Map<String, ConfigValue> merged = new LinkedHashMap<>(parent.entries());
    child.entries().forEach((key, value) -> merged.merge(key, value, ConfigFiles::mergeValues));
    return new Table(merged, child.source());
  }

  private static ConfigValue mergeValues(ConfigValue parent, ConfigValue child) {
    if (parent instanceof Table under && child instanceof Table over) {
      Map<String, ConfigValue> all = new LinkedHashMap<>(under.entries());
      all.putAll(over.entries());
      return new Table(all, over.source());
    }
    if (parent instanceof Items under && child instanceof Items over) {
      List<ConfigValue> all = new ArrayList<>(under.items());
      all.addAll(over.items());
      return new Items(all, over.source());
    }
    return child;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new ConfigException(
          "Cannot read the configuration file "
              + path
              + ": it is a pipe, or the system refuses access; write it to a file, or correct the"
              + " permissions",
          e);
    }
  }
}
