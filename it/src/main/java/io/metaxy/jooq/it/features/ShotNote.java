package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.UUID;

/**
 * What somebody noted of a shot; not every shot has a note. The id columns have names of their own.
 */
public record ShotNote(int takeNumber, UUID noteOf, String text, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot/note-2").id("take_number", "note_of").fields("text").build();
}
