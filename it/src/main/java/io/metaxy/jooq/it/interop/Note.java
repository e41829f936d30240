package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;

/** What somebody noted of a clip: a root whose id has a name of its own; not every clip has one. */
public record Note(String noteOf, String remark) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("note").id("note_of").fields("text").build();
}
