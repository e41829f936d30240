package io.metaxy.jooq.codegen;

import io.metaxy.jooq.architecture.Architecture;
import io.metaxy.jooq.architecture.ModuleRules;
import java.util.List;

/** The generator depends on the definitions, but not the other way around. */
class ArchitectureTest extends ModuleRules {

  /** What a configuration of jOOQ names, and what the migrations use. */
  private static final List<String> API =
      List.of(
          "ClassFinder",
          "FeatureDatabase",
          "FeatureGenerator",
          "FeatureGeneratorStrategy",
          "ServerGeneratedIds");

  ArchitectureTest() {
    super(Architecture.of("io.metaxy.jooq.codegen"), List.of("definition", ""), List.of(), API);
  }
}
