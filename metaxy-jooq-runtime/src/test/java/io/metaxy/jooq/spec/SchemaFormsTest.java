package io.metaxy.jooq.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.spec.JsonForm.Entries;
import io.metaxy.jooq.spec.JsonForm.Items;
import io.metaxy.jooq.spec.JsonForm.Members;
import io.metaxy.jooq.spec.JsonForm.Value;
import io.metaxy.jooq.spec.LogicalType.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The structs, maps and lists that can hold the JSON of a column, from its schema as Pydantic's.
 */
class SchemaFormsTest {

  private static final String BOX =
      """
      "Box": {"properties": {"left": {"type": "integer"},
                             "label": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                             "mood": {"$ref": "#/$defs/Mood"},
                             "at": {"format": "date-time", "type": "string"},
                             "tags": {"items": {"type": "string"}, "type": "array"}},
              "title": "Box", "type": "object"},
      "Mood": {"enum": ["calm", "tense"], "type": "string"}""";

  private static ColumnSpec column(String definitions, String type) {
    String schema =
        "{'$defs': {%s}, 'properties': {'c': %s}, 'type': 'object'}"
            .formatted(definitions, type)
            .replace('\'', '"');
    return SchemaJson.read("clip", SchemaJson.parse(schema, "clip")).get(0);
  }

  private static @Nullable JsonForm form(String definitions, String type) {
    return column(definitions, type).type() instanceof Json json ? json.form() : null;
  }

  private static JsonForm value(ColumnType type) {
    return new Value(LogicalType.of(type));
  }

  private static JsonForm box() {
    Map<String, JsonForm> members = new LinkedHashMap<>();
    members.put("left", value(ColumnType.INT64));
    members.put("label", value(ColumnType.STRING));
    members.put("mood", value(ColumnType.STRING));
    members.put("at", value(ColumnType.INSTANT));
    members.put("tags", new Items(value(ColumnType.STRING)));
    return new Members(members);
  }

  @Test
  void modelsListsAndDictionariesHaveOne() {
    String ref = "{'$ref': '#/$defs/Box'}";
    assertEquals(box(), form(BOX, ref));
    assertEquals(box(), form(BOX, "{'anyOf': [" + ref + ", {'type': 'null'}]}"));
    assertEquals(new Items(box()), form(BOX, "{'items': " + ref + ", 'type': 'array'}"));
    assertEquals(
        new Items(new Items(box())),
        form(BOX, "{'items': {'items': " + ref + ", 'type': 'array'}, 'type': 'array'}"));
    assertEquals(
        new Entries(value(ColumnType.FLOAT64)),
        form("", "{'additionalProperties': {'type': 'number'}, 'type': 'object'}"));
    assertEquals(
        new Entries(box()), form(BOX, "{'additionalProperties': " + ref + ", 'type': 'object'}"));
  }

  @Test
  void anIntegerThatNoLongHasIsADecimal() {
    LogicalType unsigned = new LogicalType.Decimal(new LogicalType.Digits(20, 0));
    LogicalType whole = LogicalType.of(ColumnType.INT64);
    Map<String, LogicalType> types =
        Map.of(
            "'minimum': 0, 'maximum': 18446744073709551615", unsigned,
            "'minimum': 0, 'exclusiveMaximum': 18446744073709551616", unsigned,
            "'minimum': 0, 'maximum': 9223372036854775807", whole,
            "'minimum': 0, 'exclusiveMaximum': 9223372036854775808", whole,
            "'exclusiveMinimum': -9223372036854775809", whole,
            "'minimum': -9223372036854775809",
                new LogicalType.Decimal(new LogicalType.Digits(19, 0)),
            "'maximum': 1e60", new LogicalType.Decimal(new LogicalType.Digits(38, 0)),
            "'minimum': 0", whole);
    types.forEach(
        (bounds, type) -> {
          String integer = "{'type': 'integer', " + bounds + "}";
          assertEquals(type, column("", integer).type(), bounds);
          assertEquals(
              new LogicalType.ListOf(type, true, null, null),
              column(
                      "",
                      "{'items': {'anyOf': [" + integer + ", {'type': 'null'}]}, 'type': 'array'}")
                  .type(),
              bounds);
        });
  }

  @Test
  void aDecimalHasOneWithItsDigits() {
    String price =
        "{'properties': {'price': {'type': 'number', 'format': 'decimal'%s}}, 'type':"
            + " 'object'}";
    assertEquals(
        new Members(
            Map.of("price", new Value(new LogicalType.Decimal(new LogicalType.Digits(20, 4))))),
        form("", price.formatted(", 'precision': 20, 'scale': 4")));
    assertNull(form("", price.formatted("")));
    assertNull(form("", price.formatted(", 'precision': 40, 'scale': 4")));
  }

  @Test
  void whatAStructWouldChangeStaysJson() {
    String object = "{'properties': {%s}, 'type': 'object'}";
    for (String type :
        List.of(
            "{}",
            "{'type': 'object'}",
            "{'type': 'object', 'additionalProperties': true}",
            object.formatted(""),
            object.formatted("'a': {}"),
            object.formatted("'a': {'type': 'integer'}, 'A': {'type': 'integer'}"),
            object.formatted("'': {'type': 'integer'}"),
            object.formatted("'a': {'anyOf': [{'type': 'number'}, {'type': 'string'}]}"),
            object.formatted("'a': {'anyOf': [{'type': 'integer'}, {'type': 'boolean'}]}"),
            object.formatted("'a': {'type': 'string', 'format': 'offset-date-time'}"),
            object.formatted("'a': {'type': 'array'}"),
            object.formatted("'a': {'type': 'array', 'prefixItems': [{'type': 'integer'}]}"),
            "{'properties': {'a': {'type': 'integer'}}, 'additionalProperties': true,"
                + " 'type': 'object'}",
            "{'patternProperties': {'^a': {'type': 'integer'}}, 'type': 'object'}")) {
      assertEquals(new Json(false, null), column("", type).type(), type);
    }
  }

  @Test
  void theSchemaOfAColumnDoesNotHaveIt() {
    ColumnSpec formed = new ColumnSpec("c", new Json(false, "Box", null, box()), true, null);
    ColumnSpec json = new ColumnSpec("c", new Json(false, "Box", null), true, null);
    assertEquals(
        SchemaJson.orderedText(SchemaJson.write(List.of(json), "Clip")),
        SchemaJson.orderedText(SchemaJson.write(List.of(formed), "Clip")));
  }

  @Test
  void aTypeThatContainsItselfStaysJson() {
    String tree =
        "'Tree': {'properties': {'left': {'$ref': '#/$defs/Tree'}, 'right': {'$ref':"
            + " '#/$defs/Tree'}}, 'type': 'object'}";
    assertNull(form(tree, "{'$ref': '#/$defs/Tree'}"));
    String twice =
        "{'properties': {'a': {'$ref': '#/$defs/Box'}, 'b': {'$ref': '#/$defs/Box'}},"
            + " 'type': 'object'}";
    assertEquals(new Members(Map.of("a", box(), "b", box())), form(BOX, twice));
  }
}
