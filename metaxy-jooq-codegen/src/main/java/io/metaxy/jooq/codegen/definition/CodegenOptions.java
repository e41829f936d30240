package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The options of code generation: the {@code metaxy.*} entries among the {@code <properties>} of
 * jOOQ's {@code <database>}; where these are silent, {@code METAXY_*} environment variables, then
 * {@code metaxy.toml} or {@code pyproject.toml} of jOOQ's {@code <basedir>} or the nearest of its
 * parents (see {@code docs/configuration.md}).
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@value #FEATURES}</td><td>what to generate code for, separated by commas or white space: names of record
 * classes; names of packages, for every record with a spec in them and their subpackages; paths of JSON files, of
 * directories or globs of them, relative to jOOQ's {@code <basedir>}. Required</td></tr>
 * <tr><td>{@value #PROJECT}</td><td>the project of definitions without a project; {@code default}</td></tr>
 * <tr><td>{@value #TABLE_PREFIX}</td><td>the prefix of inferred table names; none</td></tr>
 * <tr><td>{@value #INFER_TABLE_NAMES}</td><td>whether tables are named after their features; {@code true}. When {@code
 * false}, each spec names its table by {@code .table("...")}</td></tr>
 * <tr><td>{@value #PRIMARY_KEY}</td><td>whether tables have a primary key on (metaxy_feature_version, the id columns,
 * metaxy_updated_at), named {@code <table>_metaxy_pk}; {@code false}</td></tr>
 * <tr><td>{@value #INDEX}</td><td>whether tables have an index on the same columns, named {@code <table>_metaxy_idx};
 * {@code false}</td></tr>
 * <tr><td>{@value #HASH_TRUNCATION_LENGTH}</td><td>the number of characters kept of a hash, from 8 to 64; {@code 8}</td></tr>
 * <tr><td>{@value #RESOLVABLE}</td><td>whether a resolve must accept every feature; {@code true}. {@code except}
 * and the keys of features, or the names or packages of their classes, if another program, such as the Python original,
 * computes these; {@code false} for all</td></tr>
 * </table>
 *
 * @param features the entries of {@value #FEATURES}
 * @param project the project of definitions without a project
 * @param graph the options of the feature graph
 * @param primaryKey whether tables have a primary key
 * @param index whether tables have an index
 */
public record CodegenOptions(
    List<String> features, String project, GraphOptions graph, boolean primaryKey, boolean index) {

  public static final String FEATURES = "metaxy.features";
  public static final String PROJECT = "metaxy.project";
  public static final String TABLE_PREFIX = "metaxy.tablePrefix";
  public static final String INFER_TABLE_NAMES = "metaxy.inferTableNames";
  public static final String PRIMARY_KEY = "metaxy.primaryKey";
  public static final String INDEX = "metaxy.index";
  public static final String HASH_TRUNCATION_LENGTH = "metaxy.hashTruncationLength";
  public static final String RESOLVABLE = "metaxy.resolvable";

  /** The word before the features that need not be resolvable. */
  private static final String EXCEPT = "except";

  /** The start of the names of our properties. */
  private static final String PREFIX = "metaxy.";

  /** The project of definitions without one. */
  private static final String DEFAULT_PROJECT = "default";

  /** The subject of problems of all sources. */
  private static final String CONFIGURATION = "configuration";

  public CodegenOptions {
    features = List.copyOf(features);
  }

  /**
   * Reads the options of a configuration. Adds a problem for each that is invalid, and uses its
   * default instead.
   */
  public static CodegenOptions of(MetaxyConfig config, List<Problem> problems) {
    return new Reader(config, problems).read();
  }

  /**
   * Reads the options from the properties of a jOOQ database alone. Adds a problem for each that is
   * unknown or invalid, and uses its default instead.
   */
  public static CodegenOptions of(Properties properties, List<Problem> problems) {
    return of(config(ConfigInput.ofArguments(arguments(properties, problems)), problems), problems);
  }

  /** Reads a configuration. Adds a problem for each key and value that does not fit. */
  public static MetaxyConfig config(ConfigInput input, List<Problem> problems) {
    List<String> sentences = new ArrayList<>();
    MetaxyConfig config = MetaxyConfig.read(input, sentences);
    sentences.forEach(sentence -> add(problems, CONFIGURATION, sentence));
    return config;
  }

  /**
   * The properties of a jOOQ database as arguments of a configuration: those of {@link Options}
   * that are not empty. Adds a problem for each unknown one.
   */
  public static Map<String, String> arguments(Properties properties, List<Problem> problems) {
    List<String> known =
        Options.ALL.stream().flatMap(option -> option.jooqProperty().stream()).toList();
    Map<String, String> arguments = new TreeMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      String value = properties.getProperty(name).strip();
      if (known.contains(name)) {
        if (!value.isEmpty()) {
          arguments.put(name, value);
        }
      } else if (name.startsWith(PREFIX)) {
        add(
            problems,
            name,
            "Cannot use the property "
                + name
                + " of jOOQ's database: there is no such option of code generation; "
                + NearestName.remedy(name, known));
      }
    }
    return arguments;
  }

  /** A problem for each exception of {@value #RESOLVABLE} that names none of the features. */
  List<Problem> unknown(List<FeatureDefinition> definitions) {
    List<Problem> problems = new ArrayList<>();
    for (String name : new TreeSet<>(graph.unresolved())) {
      if (definitions.stream().noneMatch(feature -> GraphOptions.names(name, feature))) {
        add(
            problems,
            RESOLVABLE,
            "Cannot find "
                + name
                + " among the keys, classes and packages of the features; correct the name");
      }
    }
    return problems;
  }

  private static void add(List<Problem> problems, String name, String sentence) {
    problems.add(new Problem("bad-option", name, "", sentence));
  }

  /** Reads options one by one. */
  private record Reader(MetaxyConfig config, List<Problem> problems) {

    CodegenOptions read() {
      String resolvable = get(Options.RESOLVABLE, "true");
      List<String> words = List.of(resolvable.strip().split("[\\s,]+"));
      boolean excepts = words.get(0).equals(EXCEPT);
      GraphOptions graph =
          new GraphOptions(
              hashLength(),
              get(Options.INFER_TABLE_NAMES, true),
              get(Options.TABLE_PREFIX, ""),
              true,
              !resolvable.equals("false"),
              excepts ? new TreeSet<>(words.subList(1, words.size())) : Set.of());
      return new CodegenOptions(
          features(),
          get(Options.PROJECT, DEFAULT_PROJECT),
          graph,
          get(Options.INJECT_PRIMARY_KEY, false),
          get(Options.INJECT_INDEX, false));
    }

    private <T> T get(ConfigOption<T> option, T absent) {
      try {
        return config.find(option).orElse(absent);
      } catch (ConfigException e) {
        refuse(e);
        return absent;
      }
    }

    /** Adds a problem, unless the configuration was read with it. */
    private void refuse(ConfigException e) {
      for (String sentence : e.problems()) {
        if (problems.stream().noneMatch(problem -> problem.sentence().equals(sentence))) {
          add(problems, CONFIGURATION, sentence);
        }
      }
    }

    private List<String> features() {
      try {
        List<String> features = config.find(Options.FEATURES).orElse(List.of());
        if (features.isEmpty()) {
          add(
              problems,
              FEATURES,
              "Cannot find any features to generate code for; list record classes, packages or JSON"
                  + " files, here or as features in "
                  + config.jooqTable()
                  + " of metaxy.toml");
        }
        return features;
      } catch (ConfigException e) {
        refuse(e);
        return List.of();
      }
    }

    private int hashLength() {
      return get(Options.HASH_TRUNCATION_LENGTH, GraphOptions.MIN_HASH_LENGTH);
    }
  }
}
