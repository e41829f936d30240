package io.metaxy.jooq.cli;

import io.metaxy.jooq.architecture.Architecture;
import io.metaxy.jooq.architecture.ModuleRules;
import java.util.List;

/** The commands are one small package; the JVM and jOOQ find its public classes by their names. */
class ArchitectureTest extends ModuleRules {

  ArchitectureTest() {
    super(
        Architecture.of("io.metaxy.jooq.cli"),
        List.of(""),
        List.of(),
        List.of("Main", "SessionDatabase"));
  }
}
