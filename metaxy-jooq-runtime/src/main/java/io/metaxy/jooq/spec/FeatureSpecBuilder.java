package io.metaxy.jooq.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes a {@link FeatureSpec} as a sentence; entered by {@link FeatureSpec#of(String)}. */
public final class FeatureSpecBuilder {

  private final FeatureKey key;
  private final List<String> idColumns = new ArrayList<>();
  private final List<FeatureDep> deps = new ArrayList<>();
  private final List<FieldSpec> fields = new ArrayList<>();
  private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
  private @Nullable String description;
  private @Nullable String table;

  FeatureSpecBuilder(FeatureKey key) {
    this.key = key;
  }

  /** Adds the columns that identify a sample. */
  public FeatureSpecBuilder id(String... columns) {
    Collections.addAll(idColumns, columns);
    return this;
  }

  /** Depends 1:1 on all columns of a feature. */
  public FeatureSpecBuilder dependsOn(FeatureSpec feature) {
    return dependsOn(feature, dep -> dep);
  }

  /** Depends on a feature, as the sentence about the dependency says. */
  public FeatureSpecBuilder dependsOn(FeatureSpec feature, UnaryOperator<Dep> dep) {
    return dependsOn(feature.key().toString(), dep);
  }

  /** Depends 1:1 on all columns of a feature that is known by its key only. */
  public FeatureSpecBuilder dependsOn(String feature) {
    return dependsOn(feature, dep -> dep);
  }

  /**
   * Depends on a feature that is known by its key only, as the sentence about the dependency says.
   */
  public FeatureSpecBuilder dependsOn(String feature, UnaryOperator<Dep> dep) {
    deps.add(dep.apply(new Dep(FeatureKey.of(feature))).build());
    return this;
  }

  /** Adds fields that take their dependencies from the fields mappings. */
  public FeatureSpecBuilder fields(String... keys) {
    for (String field : keys) {
      field(field, f -> f);
    }
    return this;
  }

  /** Adds a field, as the sentence about the field says. */
  public FeatureSpecBuilder field(String field, UnaryOperator<Field> sentence) {
    fields.add(sentence.apply(new Field(FieldKey.of(field))).build());
    return this;
  }

  /** Adds an entry of metadata; the value is any JSON value. */
  public FeatureSpecBuilder metadata(String name, @Nullable Object value) {
    metadata.put(name, value);
    return this;
  }

  /** Describes the feature for the reader. */
  public FeatureSpecBuilder description(String text) {
    description = Objects.requireNonNull(text, "text");
    return this;
  }

  /** Names the table instead of inferring its name from the key. */
  public FeatureSpecBuilder table(String name) {
    table = Objects.requireNonNull(name, "name");
    return this;
  }

  /** The spec; one field named {@code default} when none was added. */
  public FeatureSpec build() {
    List<FieldSpec> all = fields.isEmpty() ? List.of(FieldSpec.of(FieldKey.DEFAULT)) : fields;
    return new FeatureSpec(key, idColumns, deps, all, metadata, description, table);
  }

  /** The sentence about one dependency. */
  public static final class Dep {

    private final FeatureKey feature;
    private final Map<String, String> rename = new LinkedHashMap<>();
    private final List<String> filters = new ArrayList<>();
    private @Nullable List<String> select;
    private FieldsMapping mapping = FieldsMapping.byName();
    private Lineage lineage = Lineage.identity();
    private boolean optional;

    private Dep(FeatureKey feature) {
      this.feature = feature;
    }

    /**
     * Gives an upstream column another name downstream; a column that is renamed twice keeps the
     * last.
     */
    public Dep rename(String column, String name) {
      rename.put(column, name);
      return this;
    }

    /**
     * Lets only these columns travel downstream, by their names after renaming; without one, none.
     */
    public Dep select(String... columns) {
      select = List.of(columns);
      return this;
    }

    /**
     * Adds a condition on the renamed columns, in the text form of {@code docs/semantics.md} 12.
     */
    public Dep where(String filter) {
      filters.add(filter);
      return this;
    }

    /** Says which upstream fields a field without explicit dependencies is made from. */
    public Dep mapping(FieldsMapping fieldsMapping) {
      mapping = fieldsMapping;
      return this;
    }

    /** Says how many upstream rows make one sample. */
    public Dep lineage(Lineage relationship) {
      lineage = relationship;
      return this;
    }

    /** Lets samples be made without a row of this upstream. */
    public Dep optional() {
      optional = true;
      return this;
    }

    private FeatureDep build() {
      return new FeatureDep(
          feature,
          select,
          rename.isEmpty() ? null : rename,
          mapping,
          filters.isEmpty() ? null : filters,
          lineage,
          optional);
    }
  }

  /** The sentence about one field. */
  public static final class Field {

    private final FieldKey key;
    private final List<FieldDep> from = new ArrayList<>();
    private String codeVersion = FieldSpec.INITIAL_CODE_VERSION;
    private boolean all;

    private Field(FieldKey key) {
      this.key = key;
    }

    /** Names the version of the code that computes the field. */
    public Field codeVersion(String version) {
      codeVersion = version;
      return this;
    }

    /** Is made from these fields of an upstream; from all of them when none is given. */
    public Field from(FeatureSpec feature, String... fields) {
      return from(feature.key().toString(), fields);
    }

    /**
     * Is made from these fields of an upstream that is known by its key only; from all when none is
     * given.
     */
    public Field from(String feature, String... fields) {
      List<FieldKey> keys = new ArrayList<>();
      for (String field : fields) {
        keys.add(FieldKey.of(field));
      }
      from.add(new FieldDep(FeatureKey.of(feature), fields.length == 0 ? null : keys));
      return this;
    }

    /** Is made from every field of every upstream. */
    public Field fromAll() {
      all = true;
      return this;
    }

    private FieldSpec build() {
      FieldDeps deps =
          all
              ? new FieldDeps.All()
              : from.isEmpty() ? new FieldDeps.Mapped() : new FieldDeps.Listed(from);
      return new FieldSpec(key, codeVersion, deps);
    }
  }
}
