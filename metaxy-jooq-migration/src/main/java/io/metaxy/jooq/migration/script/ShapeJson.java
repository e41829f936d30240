package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a JSON column in a snapshot, one line for each part:
 *
 * <pre>{@code
 * {"length": 2, "path": "$", "type": "array"},
 * {"path": "$[]", "type": "object"},
 * {"path": "$[].start", "required": true, "type": "float64"},
 * {"constants": ["CUT", "FADE"], "path": "$[].kind", "type": "enum"}
 * }</pre>
 */
final class ShapeJson {

  private ShapeJson() {}

  static List<Map<String, Object>> write(JsonShape shape) {
    return shape.parts().stream().map(ShapeJson::write).toList();
  }

  private static Map<String, Object> write(Part part) {
    Map<String, Object> object = new TreeMap<>();
    object.put("path", part.path());
    object.put("type", part.type());
    if (part.required()) {
      object.put("required", true);
    }
    if (!part.constants().isEmpty()) {
      object.put("constants", part.constants());
    }
    if (!part.aliases().isEmpty()) {
      object.put("aliases", part.aliases());
    }
    if (part.length() != null) {
      object.put("length", part.length());
    }
    return object;
  }

  static JsonShape read(List<Map<?, ?>> parts) {
    return new JsonShape(parts.stream().map(ShapeJson::read).toList());
  }

  private static Part read(Map<?, ?> object) {
    return new Part(
        SnapshotJson.text(object, "path"),
        SnapshotJson.text(object, "type"),
        Boolean.TRUE.equals(object.get("required")),
        texts(object, "constants"),
        texts(object, "aliases"),
        (Integer) object.get("length"));
  }

  private static List<String> texts(Map<?, ?> object, String name) {
    return object.containsKey(name) ? SnapshotJson.texts(object, name) : List.of();
  }
}
