package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of code generation: the {@code metaxy.*} entries among the {@code <properties>} of
 * jOOQ's {@code <database>}.
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
 * <tr><td>{@value #HASH_TRUNCATION_LENGTH}</td><td>the number of characters kept of a hash, at least 8; {@code 8}</td></tr>
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

  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              FEATURES,
              PROJECT,
              TABLE_PREFIX,
              INFER_TABLE_NAMES,
              PRIMARY_KEY,
              INDEX,
              HASH_TRUNCATION_LENGTH,
              RESOLVABLE));

  /** The word before the features that need not be resolvable. */
  private static final String EXCEPT = "except";

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_]*");

  /** The length of a full SHA-256 in hex. */
  private static final int MAX_HASH_LENGTH = 64;

  public CodegenOptions {
    features = List.copyOf(features);
  }

  /** Reads the options. Adds invalid ones to the problems and uses their defaults instead. */
  public static CodegenOptions of(Properties properties, List<Problem> problems) {
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (name.startsWith("metaxy.") && !NAMES.contains(name)) {
        add(
            problems,
            name,
            "Invalid option: " + name + " (must be one of " + NAMES + "); correct the name");
      }
    }
    GraphOptions graph =
        new GraphOptions(
            hashLength(properties, problems),
            flag(properties, INFER_TABLE_NAMES, true, problems),
            prefix(properties, problems),
            true,
            !value(properties, RESOLVABLE, "true").equals("false"),
            unresolved(properties, problems));
    return new CodegenOptions(
        features(properties, problems),
        value(properties, PROJECT, "default"),
        graph,
        flag(properties, PRIMARY_KEY, false, problems),
        flag(properties, INDEX, false, problems));
  }

  private static Set<String> unresolved(Properties properties, List<Problem> problems) {
    String text = value(properties, RESOLVABLE, "true");
    List<String> words = List.of(text.split("[\\s,]+"));
    boolean excepts = words.get(0).equals(EXCEPT) && words.size() > 1;
    if (!excepts && !text.equals("true") && !text.equals("false")) {
      add(
          problems,
          RESOLVABLE,
          invalid(text, "true, false, or \"except\" with keys of features or packages"));
    }
    return excepts ? new TreeSet<>(words.subList(1, words.size())) : Set.of();
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

  private static List<String> features(Properties properties, List<Problem> problems) {
    List<String> entries =
        Stream.of(value(properties, FEATURES, "").split("[\\s,]+"))
            .filter(e -> !e.isEmpty())
            .toList();
    if (entries.isEmpty()) {
      add(
          problems,
          FEATURES,
          "Cannot find any features to generate code for; list record classes, packages or JSON"
              + " files");
    }
    return entries;
  }

  private static int hashLength(Properties properties, List<Problem> problems) {
    String text = value(properties, HASH_TRUNCATION_LENGTH, "" + GraphOptions.MIN_HASH_LENGTH);
    try {
      int length = Integer.parseInt(text);
      if (length >= GraphOptions.MIN_HASH_LENGTH && length <= MAX_HASH_LENGTH) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    String range = GraphOptions.MIN_HASH_LENGTH + " to " + MAX_HASH_LENGTH;
    add(problems, HASH_TRUNCATION_LENGTH, invalid(text, "a number from " + range));
    return GraphOptions.MIN_HASH_LENGTH;
  }

  private static String prefix(Properties properties, List<Problem> problems) {
    String prefix = value(properties, TABLE_PREFIX, "");
    if (!PREFIX.matcher(prefix).matches()) {
      add(problems, TABLE_PREFIX, invalid(prefix, "letters, digits and _"));
    }
    return prefix;
  }

  private static boolean flag(
      Properties properties, String name, boolean absent, List<Problem> problems) {
    String text = value(properties, name, "" + absent);
    if (!text.equals("true") && !text.equals("false")) {
      add(problems, name, invalid(text, "true or false"));
    }
    return text.equals("true");
  }

  private static String value(Properties properties, String name, String absent) {
    String text = properties.getProperty(name, "").strip();
    return text.isEmpty() ? absent : text;
  }

  private static String invalid(String value, String rule) {
    return "Invalid value: \"" + value + "\" (must be " + rule + "); correct the property";
  }

  private static void add(List<Problem> problems, String name, String sentence) {
    problems.add(new Problem("bad-option", name, "", sentence));
  }
}
