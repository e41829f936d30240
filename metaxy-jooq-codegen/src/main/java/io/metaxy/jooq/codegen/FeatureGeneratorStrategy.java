package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.codegen.DefaultGeneratorStrategy;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.Definition;
import org.jooq.meta.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Names feature tables after their keys: {@code video/transcript} becomes the table class {@code
 * VideoTranscript}, the record {@code VideoTranscriptRecord} and the constant {@code
 * VIDEO_TRANSCRIPT}. Everything else keeps jOOQ's names.
 */
public class FeatureGeneratorStrategy extends DefaultGeneratorStrategy {

  /** A constant with this name would hide jOOQ's class inside the table class. */
  private static final String HIDDEN_CLASS = "DSL";

  private @Nullable FeatureModel features;

  void use(FeatureModel model) {
    features = model;
  }

  @Override
  public String getJavaClassName(Definition definition, Mode mode) {
    String name = super.getJavaClassName(definition, mode);
    FeaturePlan feature = feature(definition);
    if (feature == null) {
      return name;
    }
    // Keeps the prefix and suffix that jOOQ adds in each mode.
    return name.replace(
        super.getJavaClassName(definition, Mode.DEFAULT), feature.key().className());
  }

  @Override
  public String getJavaIdentifier(Definition definition) {
    if (definition instanceof ColumnDefinition column && feature(column.getContainer()) != null) {
      return visible(super.getJavaIdentifier(definition));
    }
    FeaturePlan feature = feature(definition);
    return feature == null
        ? super.getJavaIdentifier(definition)
        : visible(
            String.join("_", feature.key().parts()).replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private static String visible(String constant) {
    return constant.equals(HIDDEN_CLASS) ? constant + "_" : constant;
  }

  @Override
  public List<String> getJavaClassImplements(Definition definition, Mode mode) {
    List<String> all = new ArrayList<>(super.getJavaClassImplements(definition, mode));
    if (feature(definition) != null && (mode == Mode.DEFAULT || mode == Mode.RECORD)) {
      // In the record's own file, jOOQ shortens the record's name except in type arguments.
      all.add(
          mode == Mode.RECORD
              ? FeatureRecord.class.getName() + "<" + getJavaClassName(definition, mode) + ">"
              : FeatureTable.class.getName()
                  + "<"
                  + getFullJavaClassName(definition, Mode.RECORD)
                  + ">");
    }
    return all;
  }

  private @Nullable FeaturePlan feature(Definition definition) {
    return features != null && definition instanceof TableDefinition table
        ? features.feature(table)
        : null;
  }
}
