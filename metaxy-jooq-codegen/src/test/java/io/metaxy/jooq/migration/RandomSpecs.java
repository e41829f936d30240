package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.SpecSet.Feature;
import io.metaxy.jooq.migration.StoredType.ByField;
import io.metaxy.jooq.migration.StoredType.Form;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sets of specs, and what somebody made of them next. */
final class RandomSpecs {

  /**
   * What somebody made of a set of specs.
   *
   * @param specs the set that they made
   * @param renames what they declared
   * @param drops what they allowed to be lost
   */
  record Step(SpecSet specs, Renames renames, Set<String> drops) {}

  private static final List<String> KEYS =
      List.of("video", "video/crop", "video/crop-2", "audio", "speech/text", "a", "faces");
  private static final List<String> NAMES =
      List.of("path", "seconds", "n", "at", "codec", "title", "speaker", "select", "größe", "x");
  private static final Set<ColumnType> IDS =
      Set.of(ColumnType.STRING, ColumnType.INT16, ColumnType.INT64, ColumnType.LOCAL_DATE);
  private static final List<String> FIELDS = List.of("default", "audio", "audio/french", "frames");

  private final Random random;

  RandomSpecs(Random random) {
    this.random = random;
  }

  SpecSet first() {
    List<String> keys = new ArrayList<>(KEYS);
    Collections.shuffle(keys, random);
    List<Feature> features = new ArrayList<>();
    keys.subList(0, 1 + random.nextInt(4)).forEach(key -> features.add(feature(key)));
    return new SpecSet(features, prefix(), random.nextBoolean(), random.nextBoolean());
  }

  private String prefix() {
    return random.nextInt(3) == 0 ? "mx_" : "";
  }

  private Feature feature(String key) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(SpecSet.column("id", one(ColumnType.STRING, ColumnType.INT64)));
    if (random.nextInt(3) == 0) {
      columns.add(SpecSet.column("part", ColumnType.INT32));
    }
    List<String> ids = new ArrayList<>(columns.stream().map(ColumnSpec::name).toList());
    if (random.nextBoolean()) {
      Collections.reverse(ids);
    }
    names.subList(0, random.nextInt(5)).forEach(name -> columns.add(column(name)));
    Collections.shuffle(columns, random);
    String table = random.nextInt(8) == 0 ? "t_" + key.replaceAll("[^a-z]", "_") : null;
    return new Feature(key, ids, columns, fields(), comment(), table, "1");
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>(FIELDS);
    Collections.shuffle(fields, random);
    return List.copyOf(fields.subList(0, 1 + random.nextInt(3)));
  }

  private ColumnSpec column(String name) {

    ColumnType type = one(ColumnType.values());
    String given = random.nextBoolean() ? name + "?" : name;
    ColumnSpec column =
        switch (type) {
          case STRING ->
              random.nextBoolean()
                  ? SpecSet.text(given)
                  : SpecSet.text(given, 1 + random.nextInt(300));
          case DECIMAL -> SpecSet.decimal(given, 10 + random.nextInt(20), random.nextInt(8));
          case ENUM -> SpecSet.constants(given, "A", "B");
          default -> SpecSet.column(given, type);
        };
    return SpecSet.commented(column, comment());
  }

  private @Nullable String comment() {
    return random.nextInt(3) == 0 ? one("What it is", "It's \"that\"; -- really", "\\ü") : null;
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Each feature stays, changes, leaves or gets another key; others come. */
  Step next(SpecSet before) {
    List<Feature> features = new ArrayList<>();
    Map<String, String> renamed = new TreeMap<>();
    Map<String, Map<String, String>> columns = new TreeMap<>();
    Set<String> drops = new TreeSet<>();
    Set<String> free = new LinkedHashSet<>(KEYS);
    before.features().forEach(f -> free.remove(f.key()));
    for (Feature feature : before.features()) {
      switch (random.nextInt(8)) {
        case 0 -> drops.add(feature.key());
        case 1 -> drops.addAll(random.nextBoolean() ? List.of(feature.key()) : List.of());
        case 2 -> {
          String key = free.iterator().next();
          free.remove(key);
          Feature changed = changed(feature, columns.computeIfAbsent(key, k -> new TreeMap<>()));
          features.add(with(changed, key));
          renamed.put(key, feature.key());
        }
        case 3 -> features.add(feature);
        default ->
            features.add(
                changed(feature, columns.computeIfAbsent(feature.key(), k -> new TreeMap<>())));
      }
    }
    while (random.nextInt(3) == 0 && !free.isEmpty()) {
      String key = free.iterator().next();
      free.remove(key);
      features.add(feature(key));
    }
    for (Feature feature : features) {
      NAMES.forEach(
          name -> {
            if (random.nextInt(10) > 0) {
              drops.add(feature.key() + "." + name);
            }
          });
    }
    SpecSet after =
        new SpecSet(
            features,
            random.nextInt(4) == 0 ? prefix() : before.prefix(),
            random.nextInt(3) == 0 ? random.nextBoolean() : before.primaryKey(),
            random.nextInt(3) == 0 ? random.nextBoolean() : before.index());
    return new Step(after, new Renames(renamed, columns), drops);
  }

  private static Feature with(Feature feature, String key) {
    return new Feature(
        key,
        feature.ids(),
        feature.columns(),
        feature.fields(),
        feature.description(),
        feature.table(),
        feature.codeVersion());
  }

  private Feature changed(Feature feature, Map<String, String> renames) {
    Map<String, ColumnSpec> columns = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>(feature.ids());
    for (ColumnSpec column : feature.columns()) {
      ColumnSpec next = random.nextInt(3) == 0 ? changed(column, ids) : column;
      if (next == null) {
        continue;
      }
      String name = next.name();
      List<String> free =
          NAMES.stream()
              .filter(n -> feature.columns().stream().noneMatch(c -> c.name().equals(n)))
              .filter(n -> !columns.containsKey(n))
              .toList();
      if (random.nextInt(6) == 0 && !free.isEmpty()) {
        name = free.get(random.nextInt(free.size()));
        renames.put(name, next.name());
        String to = name;
        ids.replaceAll(id -> id.equals(next.name()) ? to : id);
      }
      columns.put(name, named(next, name));
    }
    for (String name : NAMES) {
      boolean taken = feature.columns().stream().anyMatch(c -> c.name().equals(name));
      if (random.nextInt(12) == 0 && !taken) {
        columns.putIfAbsent(name, column(name));
      }
    }
    List<String> all = new ArrayList<>(columns.keySet());
    if (random.nextInt(8) == 0) {
      String id = all.get(random.nextInt(all.size()));
      if (!ids.contains(id) && IDS.contains(columns.get(id).type())) {
        ids.add(id);
        columns.computeIfPresent(id, (name, column) -> required(column));
      }
    }
    if (random.nextInt(8) == 0) {
      Collections.reverse(ids);
    }
    if (random.nextInt(8) == 0 && ids.size() > 1) {
      ids.remove(0);
    }
    List<ColumnSpec> ordered = new ArrayList<>(columns.values());
    if (random.nextInt(3) == 0) {
      Collections.shuffle(ordered, random);
    }
    return new Feature(
        feature.key(),
        ids,
        ordered,
        random.nextInt(3) == 0 ? fields() : feature.fields(),
        random.nextInt(3) == 0 ? comment() : feature.description(),
        feature.table(),
        feature.codeVersion());
  }

  /** The column with something changed; null is none. */
  private @Nullable ColumnSpec changed(ColumnSpec column, List<String> ids) {
    boolean id = ids.contains(column.name());
    ColumnSpec other = column(column.name());
    return switch (random.nextInt(4)) {
      case 0 -> id ? column : null;
      case 1 -> id ? column : other;
      case 2 -> SpecSet.commented(column, comment());
      default ->
          new ColumnSpec(
              column.name(),
              column.type(),
              !id && random.nextBoolean(),
              column.length() == null ? null : column.length() + random.nextInt(5) - 1,
              column.precision() == null ? null : column.precision() + random.nextInt(3) - 1,
              column.scale(),
              column.comment(),
              column.values(),
              column.array(),
              column.javaType());
    };
  }

  private static ColumnSpec required(ColumnSpec column) {
    return new ColumnSpec(
        column.name(),
        column.type(),
        false,
        column.length(),
        column.precision(),
        column.scale(),
        column.comment(),
        column.values(),
        column.array(),
        column.javaType());
  }

  private static ColumnSpec named(ColumnSpec column, String name) {
    return new ColumnSpec(
        name,
        column.type(),
        column.nullable(),
        column.length(),
        column.precision(),
        column.scale(),
        column.comment(),
        column.values(),
        column.array(),
        column.javaType());
  }

  /** Without comments, some columns nullable, in any order, by-field columns in any form. */
  SchemaState madeBySomebodyElse(SchemaState state) {
    return new SchemaState(state.tables().stream().map(this::madeBySomebodyElse).toList());
  }

  private TableState madeBySomebodyElse(TableState table) {
    Form form = one(Form.values());
    List<ColumnState> columns = new ArrayList<>();
    for (ColumnState column : table.columns()) {
      ColumnState other = column.commented(null);
      boolean inKey =
          table.primaryKey() != null && table.primaryKey().columns().contains(column.name());
      if (random.nextBoolean() && !inKey) {
        other = other.nullable(true);
      }
      if (column.type() instanceof ByField byField) {
        List<String> keys = form == Form.STRUCT ? byField.keys() : List.of();
        other = other.typed(new ByField(form, keys));
      }
      columns.add(other);
    }
    Collections.shuffle(columns, random);
    return new TableState(
        table.feature(),
        table.name(),
        null,
        columns,
        table.idColumns(),
        random.nextBoolean() ? table.primaryKey() : null,
        random.nextBoolean() ? table.indexes() : List.of());
  }
}
