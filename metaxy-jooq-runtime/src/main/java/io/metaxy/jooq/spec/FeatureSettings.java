package io.metaxy.jooq.spec;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a definition declares in addition to its spec and its columns. Settings affect no version;
 * only what is declared is written to JSON:
 *
 * <pre>{@code
 * {"columns": {"width": {"older_rows": {"read_as": "0"}}, "codec": {"older_rows": {"stale": true}},
 *              "labels": {"stored_as": "json"}},
 *  "keys": {"primary_key": true, "index": false,
 *           "indexes": [{"columns": ["shot_id"], "name": "clip_shots", "unique": true}]}}
 * }</pre>
 *
 * @param columns the settings of columns by name, without those that declare nothing
 * @param keys the primary key and the indexes
 */
public record FeatureSettings(Map<String, OfColumn> columns, OfKeys keys) {

  /** No settings. */
  public static final FeatureSettings NONE = new FeatureSettings(Map.of());

  private static final String COLUMNS = "columns";
  private static final String OLDER_ROWS = "older_rows";
  private static final String READ_AS = "read_as";
  private static final String STALE = "stale";
  private static final String STORED_AS = "stored_as";
  private static final String KEYS = "keys";
  private static final String PRIMARY_KEY = "primary_key";
  private static final String INDEX = "index";
  private static final String INDEXES = "indexes";
  private static final String NAME = "name";
  private static final String UNIQUE = "unique";

  /** A type in which a column can be stored by name. */
  public enum StoredAs {
    /** JSON in every database, not a list, a struct or a map. */
    JSON,
    /** The type {@code vector} of PostgreSQL's extension pgvector; no other database has it. */
    VECTOR,
    /** The type {@code halfvec} of pgvector, with 16 bits for each number. */
    HALFVEC;

    /** Its name in JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The settings of a column.
   *
   * @param readAs what its getter returns for a row that is older than the column, as text; null
   *     for null
   * @param stale whether the samples of such rows are stale
   * @param storedAs the type in which migrations store it; null for that of its values
   */
  public record OfColumn(@Nullable String readAs, boolean stale, @Nullable StoredAs storedAs) {

    /** No settings. */
    public static final OfColumn NONE = new OfColumn(null, false);

    /** Settings only of older rows. */
    public OfColumn(@Nullable String readAs, boolean stale) {
      this(readAs, stale, null);
    }

    /** The same settings, stored in another type. */
    public OfColumn as(@Nullable StoredAs type) {
      return new OfColumn(readAs, stale, type);
    }

    /** Whether it is stored as JSON. */
    public boolean json() {
      return storedAs == StoredAs.JSON;
    }
  }

  /**
   * The primary key and the indexes of the table.
   *
   * @param primaryKey whether it has a primary key; null if the option of the build decides
   * @param index whether it has an index on the columns of the primary key; null if the option of
   *     the build decides
   * @param indexes further indexes, in order
   */
  public record OfKeys(
      @Nullable Boolean primaryKey, @Nullable Boolean index, List<OfIndex> indexes) {

    /** No settings. */
    public static final OfKeys NONE = new OfKeys(null, null, List.of());

    public OfKeys {
      Objects.requireNonNull(indexes, "indexes");
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * An index of the table.
   *
   * @param columns the names of its columns, in order
   * @param name its name; null for a name built from the names of the table and the columns
   * @param unique whether it rejects rows with equal values, as {@link Keys.Index#unique} says
   */
  public record OfIndex(List<String> columns, @Nullable String name, boolean unique) {

    public OfIndex {
      Objects.requireNonNull(columns, "columns");
      columns = List.copyOf(columns);
    }
  }

  public FeatureSettings {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(keys, "keys");
    Map<String, OfColumn> declared = new TreeMap<>(columns);
    declared.values().removeIf(OfColumn.NONE::equals);
    columns = Collections.unmodifiableMap(declared);
  }

  /** Settings only of columns. */
  public FeatureSettings(Map<String, OfColumn> columns) {
    this(columns, OfKeys.NONE);
  }

  /** The same settings with other keys. */
  public FeatureSettings withKeys(OfKeys others) {
    return new FeatureSettings(columns, others);
  }

  /** The settings of a column, which may be none. */
  public OfColumn column(String name) {
    return columns.getOrDefault(name, OfColumn.NONE);
  }

  /** The names of the columns whose missing value makes a sample stale. */
  public List<String> staleWithout() {
    return columns.keySet().stream().filter(name -> column(name).stale()).toList();
  }

  /** Whether nothing is declared. */
  public boolean isNone() {
    return columns.isEmpty() && keys.equals(OfKeys.NONE);
  }

  /** The settings as a JSON object. */
  public Map<String, Object> json() {
    Map<String, Object> settings = new TreeMap<>();
    if (!columns.isEmpty()) {
      Map<String, Object> all = new TreeMap<>();
      columns.forEach((name, column) -> all.put(name, column(column)));
      settings.put(COLUMNS, all);
    }
    if (!keys.equals(OfKeys.NONE)) {
      settings.put(KEYS, json(keys));
    }
    return settings;
  }

  private static Map<String, Object> json(OfKeys keys) {
    Map<String, Object> settings = new TreeMap<>();
    if (keys.primaryKey() != null) {
      settings.put(PRIMARY_KEY, keys.primaryKey());
    }
    if (keys.index() != null) {
      settings.put(INDEX, keys.index());
    }
    if (!keys.indexes().isEmpty()) {
      settings.put(INDEXES, keys.indexes().stream().map(FeatureSettings::json).toList());
    }
    return settings;
  }

  private static Map<String, Object> json(OfIndex index) {
    Map<String, Object> settings = new TreeMap<>(Map.of(COLUMNS, index.columns()));
    if (index.name() != null) {
      settings.put(NAME, index.name());
    }
    if (index.unique()) {
      settings.put(UNIQUE, true);
    }
    return settings;
  }

  private static Map<String, Object> column(OfColumn column) {
    Map<String, Object> settings = new TreeMap<>();
    Map<String, Object> older = olderRows(column);
    if (!older.isEmpty()) {
      settings.put(OLDER_ROWS, older);
    }
    if (column.storedAs() != null) {
      settings.put(STORED_AS, column.storedAs().text());
    }
    return settings;
  }

  private static Map<String, Object> olderRows(OfColumn column) {
    Map<String, Object> older = new TreeMap<>();
    if (column.readAs() != null) {
      older.put(READ_AS, column.readAs());
    }
    if (column.stale()) {
      older.put(STALE, true);
    }
    return older;
  }

  /** The text of {@link #json}. */
  public String text() {
    return JsonText.write(json());
  }

  /**
   * Reads settings.
   *
   * @param json a JSON object, or its text
   * @throws SpecException with every problem
   */
  public static FeatureSettings read(@Nullable Object json, String feature) {
    List<Problem> problems = new ArrayList<>();
    FeatureSettings settings = read(json, feature, problems);
    if (!problems.isEmpty()) {
      throw new SpecException("read the settings of " + feature, problems);
    }
    return settings;
  }

  /** Reads what is known to this version, such as of a snapshot that a newer one wrote. */
  public static FeatureSettings readKnown(@Nullable Object json, String feature) {
    return read(json, feature, new ArrayList<>());
  }

  private static FeatureSettings read(
      @Nullable Object json, String feature, List<Problem> problems) {
    Object parsed = json;
    if (json instanceof String text) {
      try {
        parsed = JsonText.parse(text);
      } catch (JsonException e) {
        problems.add(
            problem(
                feature,
                "Cannot read settings that are not JSON: "
                    + e.getMessage()
                    + "; correct the text"));
        return NONE;
      }
    }
    if (!(parsed instanceof Map<?, ?> object)) {
      problems.add(
          problem(
              feature, "Invalid settings: " + JsonText.write(parsed) + " (must be a JSON object)"));
      return NONE;
    }
    JsonReader in = new JsonReader(object, feature, "settings", problems);
    in.allow(Set.of(COLUMNS, KEYS));
    Map<String, @Nullable Object> columns = in.map(COLUMNS);
    return new FeatureSettings(
        columns.keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> column(in, name, columns.get(name)))),
        keys(in.object(KEYS, Set.of(PRIMARY_KEY, INDEX, INDEXES))));
  }

  private static OfKeys keys(JsonReader in) {
    List<OfIndex> indexes = new ArrayList<>();
    for (Object index : in.list(INDEXES, value -> value)) {
      indexes.add(
          index(
              in.element(
                  index, "keys, index " + (indexes.size() + 1), Set.of(COLUMNS, NAME, UNIQUE))));
    }
    return new OfKeys(flag(in, PRIMARY_KEY), flag(in, INDEX), indexes);
  }

  private static @Nullable Boolean flag(JsonReader in, String name) {
    return in.has(name) ? in.bool(name, false) : null;
  }

  private static OfIndex index(JsonReader in) {
    return new OfIndex(
        in.list(COLUMNS, column -> in.asString(column, COLUMNS)),
        in.optionalString(NAME),
        in.bool(UNIQUE, false));
  }

  private static OfColumn column(JsonReader in, String name, @Nullable Object value) {
    JsonReader column = in.element(value, "column " + name, Set.of(OLDER_ROWS, STORED_AS));
    JsonReader older = column.object(OLDER_ROWS, Set.of(READ_AS, STALE));
    String form = column.string(STORED_AS, "");
    StoredAs storedAs =
        Stream.of(StoredAs.values()).filter(t -> t.text().equals(form)).findFirst().orElse(null);
    if (column.has(STORED_AS) && storedAs == null) {
      column.problem(
          "Invalid stored_as: \""
              + form
              + "\" (must be one of "
              + Stream.of(StoredAs.values()).map(StoredAs::text).toList()
              + "); correct or remove it");
    }
    OfColumn settings =
        new OfColumn(text(older.value(READ_AS)), older.bool(STALE, false), storedAs);
    if (column.has(OLDER_ROWS) && settings.readAs() == null && !settings.stale()) {
      column.problem(
          "Cannot use older_rows that declare nothing; set read_as to a value, or stale to true");
    }
    return settings;
  }

  /** A number, a boolean or JSON need not be text. */
  private static @Nullable String text(@Nullable Object value) {
    return value == null || value instanceof String ? (String) value : JsonText.write(value);
  }

  private static Problem problem(String feature, String sentence) {
    return new Problem("unreadable", feature, "settings", sentence);
  }
}
