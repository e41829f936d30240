package io.metaxy.jooq.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.OptionPlace;
import io.metaxy.jooq.config.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlVersion;

/** What an editor with the JSON Schema says about a file is what Java says when it reads it. */
class SchemaTest {

  private static final Schema SCHEMA = schema();

  /** An editor knows one spelling of each key, and shows more than a warning. */
  private static final Set<String> READ_BUT_INVALID =
      Set.of(
          "type in two cases",
          "type in another case only",
          "store that is a number is ignored",
          // White space is ASCII in the regular expressions of this validator.
          "hash length \"\\t12\\u00a0\"");

  /** The options that some types of stores lack. */
  private static final List<ConfigOption<?>> ELSEWHERE =
      List.of(
          Options.STORE_DATABASE, Options.STORE_CONNECTION_STRING, Options.STORE_CONNECTION_PARAMS);

  /** The reason is in the environment or another file. */
  private static final Set<String> REFUSED_BUT_VALID =
      Set.of(
          "empty project in the environment is refused",
          "flat variable of another integration is refused",
          "table tool.metaxy in a file with another name is refused");

  @TempDir Path directory;

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(Files.readString(Path.of("../docs/metaxy.schema.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyFileThatJavaReadsIsValid() throws IOException {
    Map<String, List<String>> invalid = new TreeMap<>();
    int files = 0;
    Path real = directory.toRealPath();
    List<ConfigRow> rows = ConfigRows.all();
    for (int i = 0; i < rows.size(); i++) {
      Path root = rows.get(i).write(real.resolve("row" + i));
      for (Path file : read(rows.get(i), root)) {
        files++;
        List<String> problems = problems(Files.readString(file), file.endsWith("pyproject.toml"));
        if (!problems.isEmpty()) {
          invalid.put(rows.get(i).name, problems);
        }
      }
    }
    assertTrue(files > 90, files + " files");
    assertEquals(READ_BUT_INVALID, invalid.keySet(), invalid::toString);
  }

  /** The files of a row whose stores all have known keys; none if it is refused. */
  private static List<Path> read(ConfigRow row, Path root) {
    try {
      MetaxyConfig config = MetaxyConfig.read(row.input(root));
      config.stores().keySet().forEach(config::store);
      return config.files();
    } catch (ConfigException e) {
      return List.of();
    }
  }

  @Test
  void refusedKeysAndValuesAreInvalid() throws IOException {
    Set<String> valid = new TreeSet<>();
    int files = 0;
    Path real = directory.toRealPath();
    List<ConfigRow> rows = ConfigRows.all();
    for (int i = 0; i < rows.size(); i++) {
      Path root = rows.get(i).write(real.resolve("row" + i));
      Path file = root.resolve("metaxy.toml");
      List<String> problems = new ArrayList<>();
      try {
        MetaxyConfig.read(rows.get(i).input(root), problems);
      } catch (ConfigException e) {
        // It concerns the whole file, or another one.
        continue;
      }
      if (!problems.isEmpty() && Files.exists(file)) {
        files++;
        if (problems(Files.readString(file), false).isEmpty()) {
          valid.add(rows.get(i).name);
        }
      }
    }
    assertTrue(files > 30, files + " files");
    assertEquals(REFUSED_BUT_VALID, valid);
  }

  @Test
  void everyOptionIsKnownAndItsMisspellingIsNot() throws JsonProcessingException {
    Map<OptionPlace, String> tables =
        Map.of(
            OptionPlace.TOP, "",
            OptionPlace.JOOQ, "[ext.jooq]\n",
            OptionPlace.STORE, "[stores.x]\ntype = \"jdbc\"\n[stores.x.config]\n");
    for (Map.Entry<OptionPlace, String> table : tables.entrySet()) {
      for (ConfigOption<?> option : Options.at(table.getKey()).toList()) {
        assertTrue(isUnknown(table.getValue(), option.name() + "x"), option.name());
        // The errors of a store are those of all types.
        assertEquals(
            ELSEWHERE.contains(option), isUnknown(table.getValue(), option.name()), option.name());
      }
    }
  }

  private static boolean isUnknown(String table, String name) throws JsonProcessingException {
    return errors(table + name + " = 1\n", false).stream()
        .anyMatch(
            error ->
                error.getKeyword().equals("additionalProperties")
                    && error.getProperty().equals(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[stores.x]\ntype = \"h2\"\nconfig = {url = \"jdbc:h2:mem:x\", schema = \"s\"}\n",
        "[stores.x]\ntype = \"duckdb\"\nconfig = {database = \"x\", config = {threads = 1}}\n",
        "[stores.x]\ntype = \"postgresql\"\nconfig = {connection_params = {port = 5432}}\n",
        "[stores.x]\ntype = \"jdbc\"\nconfig = {url = \"${URL}\", hash_algorithm = \"MD5\"}\n",
        "[stores.x]\ntype = \"a.b.Store\"\nconfig = {anything = [1]}\n",
        "[stores.x.config]\npassword = \"${PASSWORD}\"\n",
        "[ext.jooq]\ndatabases = \"h2, duckdb\"\nresolvable = \"except a b\"\n",
        "[ext.jooq]\ndatabases = [\"h2\", \"${OTHER}\"]\nharden = \"${HARDEN:-false}\"\n",
        "[ext.jooq]\nflyway = {placeholders = {owner = \"o\"}, locations = [\"a\", \"b\"]}\n",
      })
  void isValid(String toml) throws JsonProcessingException {
    assertEquals(List.of(), problems(toml, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[stores.x]\ntype = \"h2\"\nconfig = {database = \"x\"}\n",
        "[stores.x]\ntype = \"duckdb\"\nconfig = {databse = \"x\"}\n",
        "[stores.x]\ntype = \"mariadb\"\nconfig = {connection_string = \"x\"}\n",
        "[stores.x]\ntype = \"jdbc\"\nconfig = {hash_algorithm = \"sha1\"}\n",
        "[stores.x]\ntyp = \"h2\"\n",
        "[ext.jooq]\nfeaturs = [\"a\"]\n",
        "[ext.jooq]\ndatabases = \"h2, oracle\"\n",
        "[ext.jooq]\nresolvable = \"except\"\n",
        "[ext.jooq]\nnaming = \"random\"\n",
        "[ext.jooq]\nenable = 2\n",
        "[ext.sqlmodel]\ninject_index = \"maybe\"\n",
        "[ext]\nother = 1\n",
      })
  void isInvalid(String toml) throws JsonProcessingException {
    assertTrue(!problems(toml, false).isEmpty());
  }

  private static List<String> problems(String toml, boolean isPyproject)
      throws JsonProcessingException {
    return errors(toml, isPyproject).stream().map(each -> each.toString()).toList();
  }

  private static List<Error> errors(String toml, boolean isPyproject)
      throws JsonProcessingException {
    JsonNode file = ConfigResult.JSON.readTree(Toml.parse(toml, TomlVersion.V1_1_0).toJson());
    JsonNode values = isPyproject ? file.at("/tool/metaxy") : file;
    return SCHEMA.validate(values);
  }
}
