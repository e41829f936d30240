package io.metaxy.jooq.config;

import java.nio.file.Path;

/** Where a value comes from. Its text is part of a sentence. */
public sealed interface ConfigSource {

  /** An option without a value in any source. */
  ConfigSource DEFAULT = new Default();

  /**
   * An explicit argument: of the Java API, a POM, jOOQ's {@code <database>} or a command line.
   *
   * @param name the argument as it was given, such as {@code metaxy.project}
   */
  record Argument(String name) implements ConfigSource {

    @Override
    public String toString() {
      return "argument " + name;
    }
  }

  /**
   * An environment variable.
   *
   * @param name its name, as it was given
   */
  record Variable(String name) implements ConfigSource {

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A configuration file.
   *
   * @param path its absolute path
   * @param line the line of the key, from 1; 0 for the whole file
   */
  record File(Path path, int line) implements ConfigSource {

    @Override
    public String toString() {
      return path + (line == 0 ? "" : ", line " + line);
    }
  }

  /**
   * An option of a Python integration, which is read where {@code ext.jooq} does not set it.
   *
   * @param key the key, such as {@code ext.sqlmodel.inject_index}
   * @param source where that key comes from
   */
  record Integration(String key, ConfigSource source) implements ConfigSource {

    @Override
    public String toString() {
      return key + " in " + source;
    }
  }

  /** No source. */
  record Default() implements ConfigSource {

    @Override
    public String toString() {
      return "default";
    }
  }
}
