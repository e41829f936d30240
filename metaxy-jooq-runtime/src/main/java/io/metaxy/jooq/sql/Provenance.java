package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.table.FeatureDialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * Step three of resolving: the hashes of the samples ({@code semantics.md} 5). For a field, with
 * one {@code |} between all parts, and for a sample, over its fields by struct key:
 *
 * <pre>{@code
 * h_0 = left(md5('text|1|recording.audio|' || f_0_0), 8)
 * p   = left(md5(h_0 || '|' || h_1), 8)
 * }</pre>
 *
 * <p>A missing row of an optional upstream counts as empty text; any other missing version makes
 * the hash null, and the sample broken. The fields of a root feature are given, not hashed.
 */
final class Provenance {

  private static final int MD5_LENGTH = 32;

  private final FeaturePlan plan;
  private final FeatureDialect dialect;
  private final int length;

  Provenance(FeaturePlan plan, FeatureDialect dialect, int length) {
    this.plan = plan;
    this.dialect = dialect;
    this.length = length;
  }

  /** The hash of each field as {@code h_0}, {@code h_1}, …, in the order of the plan. */
  List<Field<String>> fieldHashes(List<Prepared> sides) {
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    for (Prepared side : sides) {
      side.versions()
          .forEach(
              (parent, version) ->
                  versions.put(
                      parent,
                      side.optional()
                          ? when(side.present().isNull(), inline("")).otherwise(version)
                          : version));
    }
    List<Field<String>> hashes = new ArrayList<>();
    for (FieldPlan field : plan.fields()) {
      hashes.add(fieldHash(field, versions).as("h_" + hashes.size()));
    }
    return hashes;
  }

  private Field<String> fieldHash(FieldPlan field, Map<ParentField, Field<String>> versions) {
    if (plan.spec().isRoot()) {
      return versions.getOrDefault(new ParentField(plan.key(), field.key()), inline((String) null));
    }
    List<Field<?>> parts = new ArrayList<>();
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

  /** The hash of the sample from the columns that {@link #fieldHashes} made. */
  Field<String> sampleHash() {
    List<FieldPlan> sorted =
        plan.fields().stream()
            .sorted(Comparator.comparing((FieldPlan f) -> f.key().structKey()))
            .toList();
    List<Field<?>> parts = new ArrayList<>();
    for (FieldPlan field : sorted) {
      if (!parts.isEmpty()) {
        parts.add(inline("|"));
      }
      parts.add(field(name("h_" + plan.fields().indexOf(field)), SQLDataType.VARCHAR));
    }
    return hash(parts).as("p");
  }

  private Field<String> hash(List<Field<?>> parts) {
    Field<String> md5 = dialect.md5(concat(parts.toArray(Field<?>[]::new)));
    return length >= MD5_LENGTH ? md5 : left(md5, inline(length));
  }
}
