package io.metaxy.jooq.cli;

import io.metaxy.jooq.codegen.definition.ClassFinder;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.migration.Login;
import io.metaxy.jooq.spec.SpecException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a command works with: the configuration, and the classes of the user. */
final class Session {

  /** Names the file that is read, before all other sources. */
  static final String CONFIG = "METAXY_CONFIG";

  /** Names the file as {@code --config-file} does. */
  private static final String CONFIG_FILE = "METAXY_CONFIG_FILE";

  private final RootCommand root;
  private final Shell shell;
  private final Map<String, String> arguments;
  private final MetaxyConfig config;

  private Session(
      RootCommand root, Shell shell, Map<String, String> arguments, MetaxyConfig config) {
    this.root = root;
    this.shell = shell;
    this.arguments = arguments;
    this.config = config;
  }

  /**
   * Reads the variables of {@code .env} and the configuration.
   *
   * @param arguments the options of the command line that have a name in the configuration
   */
  static Session read(RootCommand root, Map<String, String> arguments, boolean enabledByDefault) {
    refuseUnreadable(root.shell.directory());
    List<String> warnings = new ArrayList<>();
    Shell shell =
        root.shell.withEnvironment(
            DotEnv.add(root.shell.directory(), root.shell.environment(), warnings));
    warnings.forEach(warning -> warn(shell, warning));
    ConfigInput input = ConfigInput.of(shell.directory(), shell.environment()).arguments(arguments);
    Optional<Path> file = configFile(root, shell);
    if (file.isPresent()) {
      input = input.file(file.get());
    }
    MetaxyConfig config = MetaxyConfig.read(enabledByDefault ? input.enabledByDefault() : input);
    return new Session(root, shell, arguments, config);
  }

  /** Refuses a working directory whose name was not read correctly, in which no file is found. */
  private static void refuseUnreadable(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandException(
          "Cannot find the working directory "
              + directory
              + ": it is deleted, or its name cannot be represented in the system's encoding;"
              + " change to another directory, or set LC_ALL to a UTF-8 locale such as C.UTF-8");
    }
  }

  private static Optional<Path> configFile(RootCommand root, Shell shell) {
    Optional<String> named =
        Optional.ofNullable(shell.environment().get(CONFIG_FILE)).filter(f -> !f.isBlank());
    return Optional.ofNullable(root.configFile)
        .or(() -> named.map(Path::of))
        .map(shell.directory()::resolve);
  }

  /** The configuration. */
  MetaxyConfig config() {
    return config;
  }

  /** The options of the command line that have a name in the configuration. */
  Map<String, String> arguments() {
    return arguments;
  }

  /** The directory that relative paths start from. */
  Path directory() {
    return shell.directory();
  }

  /** The stream of results as text. */
  PrintWriter out() {
    return shell.out();
  }

  /** Prints a result as text or as JSON. */
  void print(boolean isJson, Supplier<String> text, Supplier<String> json) {
    if (isJson) {
      shell.printJson(json.get());
    } else {
      shell.out().print(text.get());
    }
  }

  /** The environment; {@code METAXY_CONFIG} in it names the file that was read. */
  Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>(shell.environment());
    config.file().ifPresent(file -> all.put(CONFIG, file.toString()));
    return all;
  }

  /** Prints the warnings of the configuration. */
  void warn() {
    config.warnings().forEach(this::warn);
  }

  /** Prints a warning. */
  void warn(String sentence) {
    warn(shell, sentence);
  }

  private static void warn(Shell shell, String sentence) {
    shell.err().println("Warning: " + sentence);
  }

  /** Says that the command has nothing to do, if the configuration switches it off. */
  boolean isDisabled() {
    Optional<String> reason = config.disabled();
    reason.ifPresent(why -> shell.err().println("Nothing to do: " + why));
    return reason.isPresent();
  }

  /** The passwords and logins of the configuration, of which a driver may quote parts. */
  List<KnownSecrets> secrets() {
    List<KnownSecrets> all = new ArrayList<>();
    config.stores().values().forEach(store -> all.add(store.secrets()));
    for (ConfigOption<String> option : List.of(Options.URL, Options.SCRATCH_URL)) {
      set(option).forEach(url -> all.add(KnownSecrets.of(url, null)));
    }
    set(Options.FLYWAY).forEach(settings -> all.add(KnownSecrets.of(settings)));
    passwords().forEach(password -> all.add(KnownSecrets.of(null, password)));
    return all;
  }

  private List<String> passwords() {
    return Stream.concat(
            set(Options.PASSWORD).stream(),
            Stream.ofNullable(shell.environment().get(Login.VARIABLE)))
        .filter(password -> !password.isEmpty())
        .toList();
  }

  /** The value of an option; empty also if a variable in it is not set. */
  private <T> List<T> set(ConfigOption<T> option) {
    try {
      return config.find(option).stream().toList();
    } catch (ConfigException e) {
      return List.of();
    }
  }

  /** The classes of the user, which are loaded while this is open. */
  UserClasses classes() {
    return UserClasses.open(directory(), root.entries());
  }

  /**
   * Refuses generated code where columns are needed: it does not have the types of values inside of
   * JSON, which are structs and maps on some databases.
   */
  void refuseGenerated(UserClasses classes) {
    ClassFinder finder = new ClassFinder(classes.loader());
    for (String name : config.get(Options.FEATURES)) {
      if (finder.named(name).filter(GeneratedFeatures::is).isPresent()) {
        throw new CommandException(
            "Cannot read the types of all columns from the generated class "
                + name
                + "; in --features, name the records or JSON files from which it was generated");
      }
    }
  }

  /**
   * The graph of the configured features: of one generated {@code Features} class, or of records,
   * packages and JSON files.
   *
   * @throws SpecException with all problems of the features
   */
  FeatureGraph graph(UserClasses classes) {
    try {
      List<String> features = config.get(Options.FEATURES);
      Optional<FeatureGraph> generated =
          features.size() == 1
              ? new ClassFinder(classes.loader())
                  .named(features.get(0))
                  .flatMap(GeneratedFeatures::graph)
              : Optional.empty();
      return generated.orElseGet(
          () -> FeatureModel.of(config, directory(), classes.loader(), List.of()).graph());
    } catch (SpecException e) {
      throw new SpecException("read the features", e.problems());
    }
  }
}
