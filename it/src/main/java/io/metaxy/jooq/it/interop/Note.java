package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;

/** A note on a clip: a root with its own id name. Not every clip has one. */
public record Note(String noteOf, String remark) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("note").id("note_of").fields("text").build();
}
