package io.metaxy.jooq.migration;

import io.metaxy.jooq.codegen.CodegenOptions;
import io.metaxy.jooq.codegen.FeatureModel;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The specs of a few features, written short.
 *
 * @param features the features
 * @param prefix what inferred names begin with
 * @param primaryKey whether tables have a primary key
 * @param index whether tables have an index
 */
record SpecSet(List<Feature> features, String prefix, boolean primaryKey, boolean index) {

  /** A root feature; its ids are among the columns. */
  record Feature(
      String key,
      List<String> ids,
      List<ColumnSpec> columns,
      List<String> fields,
      @Nullable String description,
      @Nullable String table,
      String codeVersion) {

    Feature described(@Nullable String text) {
      return new Feature(key, ids, columns, fields, text, table, codeVersion);
    }

    Feature in(String name) {
      return new Feature(key, ids, columns, fields, description, name, codeVersion);
    }

    Feature withFields(String... keys) {
      return new Feature(key, ids, columns, List.of(keys), description, table, codeVersion);
    }

    Feature withIds(String... names) {
      return new Feature(key, List.of(names), columns, fields, description, table, codeVersion);
    }

    Feature withCode(String version) {
      return new Feature(key, ids, columns, fields, description, table, version);
    }

    FeatureDefinition definition() {
      var builder = FeatureSpec.of(key).id(ids.toArray(new String[0]));
      for (String field : fields) {
        builder.field(field, f -> f.codeVersion(codeVersion));
      }
      if (description != null) {
        builder.description(description);
      }
      FeatureSpec spec = builder.build();
      return FeatureDefinition.of(
          table == null ? spec : spec.withTable(table), columns, "test", "test.Feature");
    }
  }

  static Feature feature(String key, ColumnSpec... columns) {
    return new Feature(
        key, List.of(columns[0].name()), List.of(columns), List.of("default"), null, null, "1");
  }

  static SpecSet of(Feature... features) {
    return new SpecSet(List.of(features), "", false, false);
  }

  SpecSet prefixed(String text) {
    return new SpecSet(features, text, primaryKey, index);
  }

  SpecSet withPrimaryKey() {
    return new SpecSet(features, prefix, true, index);
  }

  SpecSet withIndex() {
    return new SpecSet(features, prefix, primaryKey, true);
  }

  /** A column without limits; not null unless its name ends in {@code ?}. */
  static ColumnSpec column(String name, ColumnType type) {
    return ColumnSpec.of(name.replace("?", ""), type, name.endsWith("?"));
  }

  static ColumnSpec text(String name) {
    return column(name, ColumnType.STRING);
  }

  static ColumnSpec text(String name, int length) {
    return limited(name, ColumnType.STRING, length, null, null);
  }

  static ColumnSpec decimal(String name, int precision, int scale) {
    return limited(name, ColumnType.DECIMAL, null, precision, scale);
  }

  private static ColumnSpec limited(
      String name,
      ColumnType type,
      @Nullable Integer length,
      @Nullable Integer precision,
      @Nullable Integer scale) {
    ColumnSpec column = column(name, type);
    return new ColumnSpec(
        column.name(),
        type,
        column.nullable(),
        length,
        precision,
        scale,
        null,
        List.of(),
        false,
        null);
  }

  static ColumnSpec commented(ColumnSpec column, @Nullable String comment) {
    return new ColumnSpec(
        column.name(),
        column.type(),
        column.nullable(),
        column.length(),
        column.precision(),
        column.scale(),
        comment,
        column.values(),
        column.array(),
        column.javaType());
  }

  static ColumnSpec constants(String name, String... values) {
    ColumnSpec column = column(name, ColumnType.ENUM);
    return new ColumnSpec(
        column.name(),
        column.type(),
        column.nullable(),
        null,
        null,
        null,
        null,
        List.of(values),
        false,
        "Mood");
  }

  FeatureModel model() {
    List<FeatureDefinition> definitions = new ArrayList<>();
    features.forEach(f -> definitions.add(f.definition()));
    GraphOptions graph = new GraphOptions(GraphOptions.MIN_HASH_LENGTH, true, prefix, true);
    return FeatureModel.of(
        new CodegenOptions(List.of(), "test", graph, primaryKey, index), definitions);
  }

  SchemaState on(MigrationDatabase db) {
    return DesiredSchema.of(model(), db);
  }
}
