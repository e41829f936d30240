package io.metaxy.jooq.test;

import io.metaxy.jooq.architecture.Architecture;
import io.metaxy.jooq.architecture.ModuleRules;
import java.util.List;

/** The extension is one small package. */
class ArchitectureTest extends ModuleRules {

  ArchitectureTest() {
    super(Architecture.of("io.metaxy.jooq.test"), List.of(""), List.of(""), List.of());
  }
}
