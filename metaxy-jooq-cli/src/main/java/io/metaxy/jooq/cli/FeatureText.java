package io.metaxy.jooq.cli;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Features as text. */
final class FeatureText {

  private static final String NONE = "-";

  private FeatureText() {}

  /** A table of features; one more for the fields of each if verbose. */
  static String list(List<FeaturePlan> features, boolean verbose) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(verbose, "Feature", "Version", "Project", "Source", "Dependencies"));
    for (FeaturePlan feature : features) {
      String dependencies =
          join(", ", feature.deps().stream().map(FeatureText::dependency).toList());
      rows.add(
          row(
              verbose,
              feature.key().toString(),
              feature.versions().feature(),
              feature.definition().project(),
              feature.definition().featureClass(),
              dependencies));
    }
    long roots = features.stream().filter(feature -> feature.spec().isRoot()).count();
    String total =
        "Total: "
            + TextTable.count(features.size(), "feature")
            + " ("
            + roots
            + " root, "
            + (features.size() - roots)
            + " dependent)\n";
    String fields =
        features.stream().map(feature -> "\n" + fields(feature)).collect(Collectors.joining());
    return TextTable.of(rows) + "\n" + total + (verbose ? fields : "");
  }

  private static List<String> row(boolean verbose, String... cells) {
    return List.of(cells).subList(0, verbose ? cells.length : cells.length - 1);
  }

  private static String fields(FeaturePlan feature) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Field", "Code version", "Version", "Dependencies"));
    for (FieldPlan field : feature.fields()) {
      rows.add(
          List.of(
              field.key().toString(),
              field.codeVersion(),
              GraphShape.version(feature, field),
              join(", ", field.parents().stream().map(ParentField::toString).toList())));
    }
    return feature.key() + "\n" + TextTable.of(rows);
  }

  /** The features one by one. */
  static String describe(List<FeaturePlan> features) {
    return features.stream().map(FeatureText::describe).collect(Collectors.joining("\n"));
  }

  private static String describe(FeaturePlan feature) {
    StringBuilder text = new StringBuilder();
    text.append(feature.key())
        .append(" (")
        .append(feature.versions().feature())
        .append(") ")
        .append(feature.definition().project())
        .append(feature.definition().external() ? ", external" : "")
        .append("\nSource: ")
        .append(feature.definition().featureClass())
        .append("\nTable: ")
        .append(feature.tableName())
        .append('\n');
    if (feature.spec().description() != null) {
      text.append("\n  ").append(feature.spec().description().replace("\n", "\n  ")).append('\n');
    }
    text.append("\nID columns: ")
        .append(String.join(", ", feature.idColumns()))
        .append("\n\nFields:\n");
    for (FieldPlan field : feature.fields()) {
      text.append("  ")
          .append(field.key())
          .append(" (")
          .append(GraphShape.version(feature, field))
          .append(')')
          .append(field.parents().isEmpty() ? "" : " <- ")
          .append(
              field.parents().stream().map(ParentField::toString).collect(Collectors.joining(", ")))
          .append('\n');
    }
    text.append("\nDependencies:\n");
    feature.deps().forEach(dep -> text.append("  ").append(dependency(dep)).append('\n'));
    if (feature.deps().isEmpty()) {
      text.append("  none (root feature)\n");
    }
    return text.toString();
  }

  private static String dependency(DepPlan dep) {
    return dep.upstream().key() + (dep.optional() ? " (optional)" : "");
  }

  private static String join(String separator, List<String> words) {
    return words.isEmpty() ? NONE : String.join(separator, words);
  }

  /** The size and the ends of a graph, or of the features of one project in it. */
  static String graph(FeatureGraph graph, GraphShape shape, Optional<String> project) {
    int all = graph.plans().size();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Project", "Version", "Features"));
    shape
        .projects()
        .forEach(
            (name, count) ->
                rows.add(List.of(name, graph.projectVersion(name), String.valueOf(count))));
    return TextTable.of(rows)
        + "\nTotal features: "
        + all
        + (shape.features() < all
            ? "\nFeatures in " + project.orElseThrow() + ": " + shape.features()
            : "")
        + "\nGraph depth: "
        + shape.depth()
        + "\n\nRoot features:\n"
        + lines(shape.roots())
        + "\nLeaf features:\n"
        + lines(shape.leaves());
  }

  private static String lines(List<String> keys) {
    return keys.stream().map(key -> "  " + key + "\n").collect(Collectors.joining());
  }
}
