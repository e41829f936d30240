package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.PhysicalForm;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as a file: JSON with sorted keys and a checksum of everything else, which reveals
 * changes that no script made.
 *
 * <p>The column of an enum has its {@code constants}; a JSON column has the parts of its {@link
 * ShapeJson shape} as {@code json}, and so does a list of an enum. Both are missing in older
 * snapshots. A list has the type of its {@code element} and, if all have the same, its {@code
 * length}; a struct has the names and types of its {@code members}, a map those of its {@code key}
 * and {@code value}. An index that rejects equal values is {@code unique}. The {@code settings} of
 * the definition are missing if it has none.
 *
 * <pre>{@code
 * {
 *   "checksum": "1f0e…",
 *   "columns": [{"name": "video_id", "nullable": false, "type": "string"}, …],
 *   "feature": "video",
 *   "feature_version": "9c3a…",
 *   "format": 1,
 *   "id_columns": ["video_id"],
 *   "indexes": [],
 *   "primary_key": null,
 *   "scripts": [{"checksum": "77aa…", "name": "V20260131235959__metaxy_create_video.sql"}],
 *   "table": "video",
 *   "table_comment": "Feature video"
 * }
 * }</pre>
 */
final class SnapshotJson {

  private static final int FORMAT = 1;
  private static final String STRUCT = "struct";
  private static final String MAP = "map";
  private static final Pattern CONFLICT = Pattern.compile("(<{7}|={7}|>{7}|\\|{7})( .*)?");

  private SnapshotJson() {}

  public static String write(Snapshot snapshot) {
    Map<String, @Nullable Object> object = object(snapshot);
    object.put("checksum", Checksums.of(Json.write(object)));
    return Json.write(object);
  }

  private static Map<String, @Nullable Object> object(Snapshot snapshot) {
    TableState table = snapshot.table();
    Map<String, @Nullable Object> object = new TreeMap<>();
    object.put("format", FORMAT);
    object.put("feature", table.feature());
    object.put("feature_version", snapshot.featureVersion());
    object.put("table", table.name());
    object.put("table_comment", table.comment());
    object.put("columns", table.columns().stream().map(SnapshotJson::column).toList());
    object.put("id_columns", table.idColumns());
    object.put("primary_key", table.primaryKey() == null ? null : key(table.primaryKey()));
    object.put("indexes", table.indexes().stream().map(SnapshotJson::key).toList());
    putGiven(object, "settings", snapshot.settings().isNone() ? null : snapshot.settings().json());
    object.put("scripts", snapshot.scripts().stream().map(SnapshotJson::script).toList());
    return object;
  }

  private static Map<String, @Nullable Object> column(ColumnState column) {
    Map<String, @Nullable Object> object = new TreeMap<>();
    object.put("name", column.name());
    object.put("nullable", column.nullable());
    putGiven(object, "comment", column.comment());
    putGiven(object, "generated", column.generated());
    putGiven(object, "required", column.required() ? true : null);
    PhysicalForm form = column.form();
    if (form != null) {
      putGiven(object, "physical_type", form.type());
      putGiven(object, "attributes", form.attributes().isEmpty() ? null : form.attributes());
      putGiven(object, "check", form.check().isEmpty() ? null : form.check());
    }
    putGiven(object, "constants", column.constants().isEmpty() ? null : column.constants());
    boolean isList = column.type() instanceof Scalar type && type.kind() == ColumnType.LIST;
    JsonShape shape = isList ? enumShape(column.shape()) : column.shape();
    boolean isKnown = !JsonShape.DOCUMENT.equals(shape) || !(column.type() instanceof Nested);
    putGiven(object, "json", shape == null || !isKnown ? null : ShapeJson.write(shape));
    object.putAll(column.type().accept(new TypeMembers()));
    return object;
  }

  /** The shape of a list of an enum; null for others, whose type says what they hold. */
  private static @Nullable JsonShape enumShape(@Nullable JsonShape shape) {
    return shape != null && shape.parts().stream().anyMatch(part -> !part.constants().isEmpty())
        ? shape
        : null;
  }

  /** The members of a type. */
  private record TypeMembers() implements StoredType.Visitor<Map<String, Object>> {

    @Override
    public Map<String, Object> scalar(Scalar type) {
      Map<String, Object> members = new TreeMap<>(Map.of("type", lower(type.kind())));
      if (type.length() != null) {
        members.put("length", type.length());
      }
      Digits digits = type.digits();
      if (digits != null) {
        members.put("precision", digits.precision());
        members.put("scale", digits.scale());
      }
      if (type.type() instanceof ListOf list) {
        members.put("element", scalar(new Scalar(list.element())));
        if (list.length() != null) {
          members.put("length", list.length());
        }
      }
      return members;
    }

    @Override
    public Map<String, Object> byField(ByField type) {
      String form = lower(type.form());
      return type.form() == Form.STRUCT
          ? Map.of("by_field", form, "keys", type.keys())
          : Map.of("by_field", form);
    }

    @Override
    public Map<String, Object> struct(Struct type) {
      List<Map<String, Object>> members = new ArrayList<>();
      for (Member member : type.members()) {
        Map<String, Object> written = new TreeMap<>(member.type().accept(this));
        written.put("name", member.name());
        members.add(written);
      }
      return Map.of("type", STRUCT, "members", members);
    }

    @Override
    public Map<String, Object> map(MapOf type) {
      return Map.of(
          "type", MAP, "key", type.key().accept(this), "value", type.value().accept(this));
    }

    @Override
    public Map<String, Object> items(Items type) {
      Map<String, Object> members = new TreeMap<>(Map.of("type", lower(ColumnType.LIST)));
      members.put("element", type.element().accept(this));
      if (type.length() != null) {
        members.put("length", type.length());
      }
      return members;
    }

    @Override
    public Map<String, Object> foreign(Foreign type) {
      return Map.of("foreign", type.sql());
    }
  }

  private static void putGiven(
      Map<String, @Nullable Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static Map<String, Object> key(KeyState key) {
    Map<String, Object> object = new TreeMap<>();
    object.put("name", key.name());
    object.put("columns", key.columns());
    if (key.unique()) {
      object.put("unique", true);
    }
    return object;
  }

  private static Map<String, Object> script(ScriptMark script) {
    return Map.of("name", script.name(), "checksum", script.checksum());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a snapshot.
   *
   * @param source the file's name, for messages
   * @throws MigrationException when the text is not as it was written
   */
  public static Snapshot read(String text, String source) {
    int line = 0;
    for (String content : text.lines().toList()) {
      line++;
      if (CONFLICT.matcher(content).matches()) {
        throw broken(source, "it has a merge conflict marker in line " + line);
      }
    }
    try {
      if (!(JsonText.parse(text) instanceof Map<?, ?> object)) {
        throw broken(source, "it is not a JSON object");
      }
      if (!Objects.equals(object.get("format"), FORMAT)) {
        throw new MigrationException(
            "Cannot read snapshot "
                + source
                + ": its format is "
                + object.get("format")
                + " (must be "
                + FORMAT
                + "); use the version of metaxy-jooq that wrote it, or a newer one");
      }
      Map<Object, @Nullable Object> rest = new TreeMap<>(object);
      Object checksum = rest.remove("checksum");
      if (!Checksums.of(Json.write(rest)).equals(checksum)) {
        throw broken(source, "it was changed after it was written");
      }
      return snapshot(object);
    } catch (JsonException e) {
      throw broken(source, "it is not JSON: " + e.getMessage());
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      throw broken(source, "its content is not valid");
    }
  }

  private static MigrationException broken(String source, String why) {
    return new MigrationException(
        "Cannot read snapshot "
            + source
            + ": "
            + why
            + "; restore it from version control, or rewrite it from the scripts: run generate"
            + " with -Dmetaxy.current=scripts");
  }

  private static Snapshot snapshot(Map<?, ?> object) {
    List<ColumnState> columns = new ArrayList<>();
    objects(object, "columns").forEach(c -> columns.add(column(c)));
    List<ScriptMark> scripts = new ArrayList<>();
    objects(object, "scripts")
        .forEach(s -> scripts.add(new ScriptMark(text(s, "name"), text(s, "checksum"))));
    Object primaryKey = object.get("primary_key");
    return new Snapshot(
        new TableState(
            text(object, "feature"),
            text(object, "table"),
            (String) object.get("table_comment"),
            columns,
            texts(object, "id_columns"),
            primaryKey == null ? null : key((Map<?, ?>) primaryKey),
            objects(object, "indexes").stream().map(SnapshotJson::key).toList()),
        (String) object.get("feature_version"),
        FeatureSettings.readKnown(
            Objects.requireNonNullElse(object.get("settings"), Map.of()), text(object, "feature")),
        scripts);
  }

  private static ColumnState column(Map<?, ?> object) {
    return new ColumnState(
        text(object, "name"),
        type(object),
        (Boolean) Objects.requireNonNull(object.get("nullable")),
        (String) object.get("comment"),
        (String) object.get("generated"),
        Boolean.TRUE.equals(object.get("required")),
        PhysicalForm.of(
            (String) object.get("physical_type"),
            Objects.requireNonNullElse((String) object.get("attributes"), ""),
            Objects.requireNonNullElse((String) object.get("check"), "")),
        object.containsKey("constants") ? texts(object, "constants") : List.of(),
        object.containsKey("json") ? ShapeJson.read(objects(object, "json")) : null);
  }

  private static StoredType type(Map<?, ?> object) {
    if (object.get("foreign") instanceof String sql) {
      return new Foreign(sql);
    }
    if (object.get("by_field") instanceof String form) {
      List<String> keys = object.containsKey("keys") ? texts(object, "keys") : List.of();
      return new ByField(Form.valueOf(form.toUpperCase(Locale.ROOT)), keys);
    }
    String name = text(object, "type");
    if (name.equals(STRUCT)) {
      return new Struct(
          objects(object, "members").stream()
              .map(member -> new Member(text(member, "name"), type(member)))
              .toList());
    }
    if (name.equals(MAP)) {
      return new MapOf(type(part(object, "key")), type(part(object, "value")));
    }
    ColumnType kind = ColumnType.valueOf(name.toUpperCase(Locale.ROOT));
    if (kind == ColumnType.STRING) {
      return Scalar.text((Integer) object.get("length"));
    }
    if (kind == ColumnType.DECIMAL && object.get("precision") instanceof Integer precision) {
      return Scalar.decimal(precision, object.get("scale") instanceof Integer scale ? scale : 0);
    }
    if (kind == ColumnType.LIST) {
      return StoredType.list(type(part(object, "element")), (Integer) object.get("length"))
          .orElseThrow(IllegalArgumentException::new);
    }
    return Scalar.of(kind);
  }

  private static Map<?, ?> part(Map<?, ?> object, String name) {
    return (Map<?, ?>) Objects.requireNonNull(object.get(name), name);
  }

  private static KeyState key(Map<?, ?> object) {
    return new KeyState(
        text(object, "name"), texts(object, "columns"), Boolean.TRUE.equals(object.get("unique")));
  }

  static String text(Map<?, ?> object, String name) {
    return (String) Objects.requireNonNull(object.get(name), name);
  }

  static List<String> texts(Map<?, ?> object, String name) {
    List<String> texts = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(object.get(name), name)).forEach(t -> texts.add((String) t));
    return texts;
  }

  private static List<Map<?, ?>> objects(Map<?, ?> object, String name) {
    List<Map<?, ?>> objects = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(object.get(name), name))
        .forEach(o -> objects.add((Map<?, ?>) o));
    return objects;
  }
}
