package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A feature bound to its upstreams: everything that generation and resolving need, with nothing
 * left to look up.
 *
 * @param definition the user's definition
 * @param tableName the name of its table, including the prefix
 * @param deps its dependencies, in the order of the spec
 * @param fields its fields, in the order of the spec
 * @param inputIdColumns the columns that identify one input sample; for a root feature, its own id
 *     columns
 * @param versions its versions
 */
public record FeaturePlan(
    FeatureDefinition definition,
    String tableName,
    List<DepPlan> deps,
    List<FieldPlan> fields,
    List<String> inputIdColumns,
    FeatureVersions versions) {

  public FeaturePlan {
    Objects.requireNonNull(definition, "definition");
    deps = List.copyOf(deps);
    fields = List.copyOf(fields);
    inputIdColumns = List.copyOf(inputIdColumns);
  }

  /** The key of the spec. */
  public FeatureKey key() {
    return definition.key();
  }

  /** The spec of the definition. */
  public FeatureSpec spec() {
    return definition.spec();
  }

  /** The id columns of the feature, in order. */
  public List<String> idColumns() {
    return spec().idColumns();
  }

  /**
   * Whether several rows of the feature can belong to one input, like children to a parent: its id
   * columns are more than those of the input.
   */
  public boolean expands() {
    return !inputIdColumns.containsAll(idColumns());
  }

  /**
   * Whether a column shows which input a row was made from: it is an id or, if the feature expands
   * by it, any column without nulls that has an order.
   */
  public boolean identifiesBy(String column) {
    return Lineages.identifies(definition, column);
  }

  /**
   * Why a column by which the feature expands does not identify the parent of a row, with the
   * remedy, as a relative clause; empty if it does, or if the feature does not expand by it.
   */
  public Optional<String> flawOf(String column) {
    return Lineages.flaw(definition, column);
  }

  /**
   * Whether a later row of an id can belong to another input, like a child that moves to another
   * parent: not all input id columns are ids. The latest row of an id, over all inputs, determines
   * its input.
   */
  public boolean movesBetweenInputs() {
    return !idColumns().containsAll(inputIdColumns);
  }

  /**
   * The columns whose values are compared with those of the upstreams or of other rows: the ids,
   * and the columns by which the feature expands.
   */
  public List<String> comparedColumns() {
    List<String> compared = new ArrayList<>(idColumns());
    inputIdColumns.stream()
        .filter(column -> !compared.contains(column) && identifiesBy(column))
        .forEach(compared::add);
    return List.copyOf(compared);
  }

  /**
   * The names of the fields inside a by-field column, in byte order, which is the order in which
   * they are hashed.
   */
  public List<String> structKeys() {
    return fields.stream().map(f -> f.key().structKey()).sorted().toList();
  }

  /**
   * The field with this key.
   *
   * @throws IllegalArgumentException if the feature has no such field
   */
  public FieldPlan field(FieldKey key) {
    return fields.stream()
        .filter(f -> f.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot find field "
                        + key
                        + " of feature "
                        + key()
                        + " (must be one of "
                        + fields.stream().map(FieldPlan::key).toList()
                        + ")"));
  }

  /**
   * For example:
   *
   * <pre>{@code
   * recording/crop@58609b70 (table recording__crop, ids [recording_id])
   *   from recording@bc4a1fd1 1:1, columns {recording_id=recording_id, path=path}
   *   audio@c16c126b <- [recording.audio]
   *   frames@956b6303 <- [recording.frames]
   * }</pre>
   */
  @Override
  public String toString() {
    String head =
        key() + "@" + versions.feature() + " (table " + tableName + ", ids " + idColumns() + ")";
    String upstreams =
        deps.stream()
            .map(
                d ->
                    "\n  from "
                        + d.upstream().key()
                        + "@"
                        + d.upstream().versions().feature()
                        + " "
                        + Lineages.symbol(d.lineage())
                        + (d.optional() ? " optional" : "")
                        + ", columns "
                        + d.columns())
            .collect(Collectors.joining());
    String made =
        fields.stream()
            .map(
                f ->
                    "\n  " + f.key() + "@" + versions.byField().get(f.key()) + " <- " + f.parents())
            .collect(Collectors.joining());
    return head + upstreams + made;
  }
}
