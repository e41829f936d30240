package io.metaxy.jooq.maven;

import io.metaxy.jooq.architecture.Architecture;
import io.metaxy.jooq.architecture.ModuleRules;
import java.util.List;

/** The goals are one small package; Maven finds them by the names in the plugin's descriptor. */
class ArchitectureTest extends ModuleRules {

  ArchitectureTest() {
    super(
        Architecture.of("io.metaxy.jooq.maven"),
        List.of(""),
        List.of(),
        List.of("AdoptMojo", "CheckMojo", "DiffMojo", "DriftMojo", "GenerateMojo", "HelpMojo"));
  }
}
