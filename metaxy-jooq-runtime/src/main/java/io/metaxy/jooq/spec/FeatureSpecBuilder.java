package io.metaxy.jooq.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a {@link FeatureSpec}; start with {@link FeatureSpec#of(String)}. */
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

  /** Adds a 1:1 dependency on all columns of a feature. */
  public FeatureSpecBuilder dependsOn(FeatureSpec feature) {
    return dependsOn(feature, dep -> dep);
  }

  /** Adds a dependency on a feature, configured by a function. */
  public FeatureSpecBuilder dependsOn(FeatureSpec feature, UnaryOperator<Dep> dep) {
    return dependsOn(key(feature), dep);
  }

  /** A static spec is null while the initialization of its class waits for another class. */
  private static String key(FeatureSpec feature) {
    return Objects.requireNonNull(
            feature,
            "Cannot depend on a spec that is null, as happens if the specs of two classes need each"
                + " other; refer to one of the features by its key instead")
        .key()
        .toString();
  }

  /** Adds a 1:1 dependency on all columns of a feature given by its key. */
  public FeatureSpecBuilder dependsOn(String feature) {
    return dependsOn(feature, dep -> dep);
  }

  /** Adds a dependency on a feature given by its key, configured by a function. */
  public FeatureSpecBuilder dependsOn(String feature, UnaryOperator<Dep> dep) {
    deps.add(dep.apply(new Dep(FeatureKey.of(feature))).build());
    return this;
  }

  /** Adds fields whose dependencies come from the fields mappings. */
  public FeatureSpecBuilder fields(String... keys) {
    for (String field : keys) {
      field(field, f -> f);
    }
    return this;
  }

  /** Adds a field, configured by a function. */
  public FeatureSpecBuilder field(String field, UnaryOperator<Field> sentence) {
    fields.add(sentence.apply(new Field(FieldKey.of(field))).build());
    return this;
  }

  /** Adds a metadata entry; the value may be any JSON value. */
  public FeatureSpecBuilder metadata(String name, @Nullable Object value) {
    metadata.put(name, value);
    return this;
  }

  /** Sets a description for human readers. */
  public FeatureSpecBuilder description(String text) {
    description = Objects.requireNonNull(text, "text");
    return this;
  }

  /** Sets the table name instead of inferring it from the key. */
  public FeatureSpecBuilder table(String name) {
    table = Objects.requireNonNull(name, "name");
    return this;
  }

  /** Builds the spec; if no field was added, it has one named {@code default}. */
  public FeatureSpec build() {
    List<FieldSpec> all = fields.isEmpty() ? List.of(FieldSpec.of(FieldKey.DEFAULT)) : fields;
    return new FeatureSpec(key, idColumns, deps, all, metadata, description, table);
  }

  /** Configures one dependency. */
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
     * Renames an upstream column downstream; if a column is renamed twice, the last name applies.
     */
    public Dep rename(String column, String name) {
      rename.put(column, name);
      return this;
    }

    /**
     * Passes only these columns downstream, by their names after renaming; none without arguments.
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

    /** Sets which upstream fields a field without explicit dependencies depends on. */
    public Dep mapping(FieldsMapping fieldsMapping) {
      mapping = fieldsMapping;
      return this;
    }

    /** Sets how upstream rows relate to samples. */
    public Dep lineage(Lineage relationship) {
      lineage = relationship;
      return this;
    }

    /** Allows samples without a row of this upstream. */
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

  /** Configures one field. */
  public static final class Field {

    private final FieldKey key;
    private final List<FieldDep> from = new ArrayList<>();
    private String codeVersion = FieldSpec.INITIAL_CODE_VERSION;
    private boolean all;

    private Field(FieldKey key) {
      this.key = key;
    }

    /** Sets the version of the code that computes the field. */
    public Field codeVersion(String version) {
      codeVersion = version;
      return this;
    }

    /** Depends on these fields of an upstream, or on all of them if none is given. */
    public Field from(FeatureSpec feature, String... fields) {
      return from(FeatureSpecBuilder.key(feature), fields);
    }

    /**
     * Depends on these fields of an upstream given by its key, or on all of them if none is given.
     */
    public Field from(String feature, String... fields) {
      List<FieldKey> keys = new ArrayList<>();
      for (String field : fields) {
        keys.add(FieldKey.of(field));
      }
      from.add(new FieldDep(FeatureKey.of(feature), fields.length == 0 ? null : keys));
      return this;
    }

    /** Depends on every field of every upstream. */
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
