package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The generator depends on the definitions, but not the other way around. */
class ArchitectureTest {

  /** What a configuration of jOOQ names, and what the migrations use. */
  private static final List<String> API =
      List.of(
          "ClassFinder",
          "FeatureDatabase",
          "FeatureGenerator",
          "FeatureGeneratorStrategy",
          "ServerGeneratedIds");

  private static final Architecture MODULE = Architecture.of("io.metaxy.jooq.codegen");

  @Test
  void packagesDependLeftwards() {
    assertEquals(List.of(), MODULE.order(List.of("definition", "")));
  }

  @Test
  void packagesHaveNoCycles() {
    assertEquals(List.of(), MODULE.cycles());
  }

  @Test
  void packagesAreOneSubjectEach() {
    assertEquals(List.of(), MODULE.size(30));
  }

  @Test
  void packagesAreNullMarked() {
    assertEquals(List.of(), MODULE.nullMarked());
  }

  @Test
  void onlyApiIsPublic() {
    assertEquals(List.of(), MODULE.visibility(List.of(), API));
  }
}
