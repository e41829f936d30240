package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * Step three of resolving: the hashes of the samples ({@code docs/semantics.md} 5). For a field,
 * with one {@code |} between all parts, and for a sample, over its fields by struct key:
 *
 * <pre>{@code
 * h_0 = left(md5('text|1|recording.audio|' || f_0_0), 8)
 * p   = left(md5(h_0 || '|' || h_1), 8)
 * }</pre>
 *
 * <p>A missing row of an optional upstream counts as empty text; any other missing version makes
 * the hash null, and the sample broken.
 */
public final class Provenance {

  private final ResolveRequest request;

  Provenance(ResolveRequest request) {
    this.request = request;
  }

  /** The version of each needed field, in the form that is hashed. */
  public static Map<ParentField, Field<String>> versions(List<Input> inputs) {
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    for (Input input : inputs) {
      input
          .versions()
          .forEach(
              (parent, version) ->
                  versions.put(
                      parent,
                      input.optional()
                          ? when(input.present().isNull(), inline("")).otherwise(version)
                          : version));
    }
    return versions;
  }

  /** The column of a field's hash, by the field's position in the plan: {@code h_0}. */
  static Field<String> hashColumn(int field) {
    return field(name("h_" + field), SQLDataType.VARCHAR);
  }

  /** The hash of each field in its {@link #hashColumn column}, in the order of the plan. */
  List<Field<String>> fieldHashes(List<Input> inputs) {
    Map<ParentField, Field<String>> versions = versions(inputs);
    List<Field<String>> hashes = new ArrayList<>();
    for (FieldPlan field : request.plan().fields()) {
      hashes.add(fieldHash(field, versions).as(hashColumn(hashes.size())));
    }
    return hashes;
  }

  private Field<String> fieldHash(FieldPlan field, Map<ParentField, Field<String>> versions) {
    List<Field<String>> parts = new ArrayList<>();
    String literal = field.key() + "|" + field.codeVersion();
    for (ParentField parent : field.parents()) {
      parts.add(inline(literal + "|" + parent + "|"));
      parts.add(versions.getOrDefault(parent, inline((String) null)));
      literal = "";
    }
    if (parts.isEmpty()) {
      parts.add(inline(literal));
    }
    return hash(parts);
  }

  /** The hash of the sample from the columns of {@link #fieldHashes}. */
  Field<String> sampleHash() {
    List<Field<String>> parts = new ArrayList<>();
    for (int field : hashOrder(request.plan())) {
      if (!parts.isEmpty()) {
        parts.add(inline("|"));
      }
      parts.add(hashColumn(field));
    }
    return hash(parts).as("p");
  }

  /** The positions of the fields, in the order in which their hashes are hashed. */
  public static List<Integer> hashOrder(FeaturePlan plan) {
    return IntStream.range(0, plan.fields().size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> plan.fields().get(i).key().structKey()))
        .toList();
  }

  private Field<String> hash(List<Field<String>> parts) {
    return request.hash().of(request.dialect(), request.dialect().expressions().concat(parts));
  }
}
