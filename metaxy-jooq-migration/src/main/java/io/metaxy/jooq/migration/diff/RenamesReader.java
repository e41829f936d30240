package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.codegen.definition.ClassFinder;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.RenamedFrom;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@link RenamedFrom} on the records of features. */
public final class RenamesReader {

  private final Map<String, String> features = new TreeMap<>();
  private final Map<String, Map<String, String>> columns = new TreeMap<>();

  private RenamesReader() {}

  public static Renames read(FeatureModel model, ClassLoader loader) {
    RenamesReader reader = new RenamesReader();
    ClassFinder classes = new ClassFinder(loader);
    for (FeaturePlan feature : model.features()) {
      Optional<Class<?>> type = classes.named(feature.definition().featureClass());
      type.filter(Class::isRecord).ifPresent(record -> reader.read(feature, record));
    }
    return new Renames(reader.features, reader.columns);
  }

  /** The columns of a record's definition are its components, in order. */
  private void read(FeaturePlan feature, Class<?> type) {
    String key = feature.key().toString();
    RenamedFrom renamed = type.getAnnotation(RenamedFrom.class);
    if (renamed != null) {
      features.put(key, renamed.value());
    }
    RecordComponent[] components = type.getRecordComponents();
    List<ColumnSpec> specs = feature.definition().columns();
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < Math.min(components.length, specs.size()); i++) {
      RenamedFrom from = components[i].getAnnotation(RenamedFrom.class);
      if (from != null) {
        names.put(specs.get(i).name(), from.value());
      }
    }
    if (!names.isEmpty()) {
      columns.put(key, names);
    }
  }
}
