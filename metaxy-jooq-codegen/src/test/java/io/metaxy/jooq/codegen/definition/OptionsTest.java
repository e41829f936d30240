package io.metaxy.jooq.codegen.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.Problem;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private final Properties properties = new Properties();
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void haveDefaults() {
    properties.setProperty("metaxy.features", " a, b\n\tc ");

    assertEquals(
        new CodegenOptions(
            List.of("a", "b", "c"),
            "default",
            new GraphOptions(8, true, "", true, true),
            false,
            false),
        CodegenOptions.of(properties, problems));
    assertEquals(List.of(), problems);
  }

  @Test
  void areDeclaredForEverySource() throws IllegalAccessException {
    Set<String> read = new TreeSet<>();
    for (Field field : CodegenOptions.class.getFields()) {
      read.add((String) field.get(null));
    }
    assertEquals(
        read,
        Options.ALL.stream()
            .flatMap(option -> option.jooqProperty().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void areAllChecked() {
    properties.setProperty("metaxy.hashTruncationLength", "7");
    properties.setProperty("metaxy.tablePrefix", "a-");
    properties.setProperty("metaxy.inferTableNames", "never");
    properties.setProperty("scripts", "belongs to jOOQ");

    CodegenOptions.of(properties, problems);

    assertEquals(
        List.of(
            "[bad-option] configuration: Invalid hash_truncation_length in argument"
                + " metaxy.hashTruncationLength: \"7\" (must be an integer from 8 to 64); correct"
                + " the value",
            "[bad-option] configuration: Invalid ext.jooq.infer_table_names in argument"
                + " metaxy.inferTableNames: \"never\" (must be true or false); correct the value",
            "[bad-option] configuration: Invalid ext.jooq.table_prefix in argument"
                + " metaxy.tablePrefix: \"a-\" (must be a text of letters, digits and _); correct"
                + " the value",
            "[bad-option] metaxy.features: Cannot find any features to generate code for; list"
                + " record classes, packages or JSON files, here or as features in [ext.jooq] of"
                + " metaxy.toml"),
        problems.stream().map(Problem::toString).toList());
  }

  @Test
  void nameKeysInAtMost63Bytes() {
    String table = "a_table_with_a_name_of_exactly_sixty_characters_which_is_l";

    assertEquals("video_metaxy_pk", KeyNames.primaryKey("video"));
    assertEquals("video_metaxy_idx", KeyNames.index("video"));
    assertEquals(63, KeyNames.primaryKey(table).length());
    assertEquals(63, KeyNames.index(table + "onger").length());
    assertNotEquals(KeyNames.index(table + "a"), KeyNames.index(table + "b"));
  }
}
