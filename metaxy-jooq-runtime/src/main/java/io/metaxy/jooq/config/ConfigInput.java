package io.metaxy.jooq.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration is read from. Nothing else is read: no system property, and no environment
 * but the given one.
 *
 * <pre>{@code
 * MetaxyConfig.read(ConfigInput.of(Path.of("").toAbsolutePath(), System.getenv()));
 * }</pre>
 *
 * @param workingDirectory the directory that relative paths of the environment and of {@code file}
 *     start from
 * @param environment the environment variables
 * @param searchedFrom the directory in which the search for a file starts, which continues in its
 *     parents; the working directory, or that of a Maven project; null for no search
 * @param file the explicit path of the file; null to search for one. {@code METAXY_CONFIG} in the
 *     environment takes precedence
 * @param arguments the explicit arguments, by the key of an option ({@code project}, {@code
 *     ext.jooq.features}, {@code stores.dev.config.url}) or its property ({@code
 *     metaxy.tablePrefix})
 * @param enabled whether {@code ext.jooq.enable} is true unless a source says otherwise, as in a
 *     build that generates code
 */
public record ConfigInput(
    Path workingDirectory,
    Map<String, String> environment,
    @Nullable Path searchedFrom,
    @Nullable Path file,
    Map<String, String> arguments,
    boolean enabled) {

  public ConfigInput {
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
    searchedFrom = searchedFrom == null ? null : workingDirectory.resolve(searchedFrom).normalize();
    environment = Map.copyOf(environment);
    arguments = Map.copyOf(arguments);
  }

  /** An environment and a working directory, in which the search for a file starts. */
  public static ConfigInput of(Path workingDirectory, Map<String, String> environment) {
    return new ConfigInput(workingDirectory, environment, workingDirectory, null, Map.of(), false);
  }

  /** Arguments alone: neither a file nor the environment. */
  public static ConfigInput ofArguments(Map<String, String> arguments) {
    return new ConfigInput(Path.of(""), Map.of(), null, null, arguments, false);
  }

  /** A copy whose search starts in another directory, such as that of a Maven project. */
  public ConfigInput searchedFrom(Path directory) {
    return new ConfigInput(workingDirectory, environment, directory, file, arguments, enabled);
  }

  /** A copy with an explicit file. */
  public ConfigInput file(Path explicit) {
    return new ConfigInput(
        workingDirectory, environment, searchedFrom, explicit, arguments, enabled);
  }

  /** A copy with more arguments, which replace those of the same name. */
  public ConfigInput arguments(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(arguments);
    all.putAll(more);
    return new ConfigInput(workingDirectory, environment, searchedFrom, file, all, enabled);
  }

  /** A copy that is enabled unless a source says otherwise. */
  public ConfigInput enabledByDefault() {
    return new ConfigInput(workingDirectory, environment, searchedFrom, file, arguments, true);
  }

  /** Its text contains neither the environment nor the values of arguments. */
  @Override
  public String toString() {
    return "ConfigInput[workingDirectory="
        + workingDirectory
        + ", searchedFrom="
        + searchedFrom
        + ", file="
        + file
        + ", arguments="
        + arguments.keySet()
        + "]";
  }
}
