package io.metaxy.jooq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every option is declared once; its names in each place follow from the declaration. */
class OptionsTest {

  @Test
  void allOptionsAreListed() throws IllegalAccessException {
    for (var field : Options.class.getDeclaredFields()) {
      boolean isOption =
          Modifier.isPublic(field.getModifiers()) && field.getType() == ConfigOption.class;
      assertTrue(!isOption || Options.ALL.contains(field.get(null)), field.getName());
    }
  }

  @Test
  void namesFollowFromTheDeclaration() {
    ConfigOption<Boolean> option = Options.INFER_TABLE_NAMES;
    assertEquals(Optional.of("ext.jooq.infer_table_names"), option.key());
    assertEquals(Optional.of("tool.metaxy.ext.jooq.infer_table_names"), option.pyproject());
    assertEquals(Optional.of("METAXY_EXT__JOOQ__INFER_TABLE_NAMES"), option.variable());
    assertEquals(Optional.of("metaxy.inferTableNames"), option.jooqProperty());
    assertEquals(Optional.of("metaxy.inferTableNames"), option.mavenProperty());
    assertEquals(Optional.of("inferTableNames"), option.mavenElement());
    assertEquals(Optional.of("METAXY_PROJECT"), Options.PROJECT.variable());
    assertEquals(Optional.of("METAXY_STORES__<NAME>__CONFIG__URL"), Options.STORE_URL.variable());
    assertEquals(Optional.empty(), Options.EXTEND.variable());
    assertEquals(Optional.empty(), Options.SKIP.key());
    assertEquals(Optional.empty(), Options.DATABASES.jooqProperty());
    assertEquals(Optional.empty(), Options.FLYWAY.mavenProperty());
    assertEquals(Optional.of("flyway"), Options.FLYWAY.mavenElement());
  }

  @Test
  void noNameHasTwoMeanings() {
    for (OptionPlace place : OptionPlace.values()) {
      Set<String> names = new HashSet<>();
      Options.at(place).forEach(option -> assertTrue(names.add(option.name()), option.name()));
    }
    List<String> properties =
        Options.ALL.stream().flatMap(option -> Stream.ofNullable(option.property())).toList();
    assertEquals(new HashSet<>(properties).size(), properties.size());
  }

  @Test
  void everyOptionIsOneSentence() {
    Options.ALL.forEach(
        option -> assertTrue(option.sentence().matches("[A-Za-z].*\\."), option.sentence()));
  }
}
