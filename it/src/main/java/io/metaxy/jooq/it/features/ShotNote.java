package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.UUID;

/** A note on a shot; not every shot has one. Its id columns have different names. */
public record ShotNote(int takeNumber, UUID noteOf, String text, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot/note-2").id("take_number", "note_of").fields("text").build();
}
