package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldsMapping;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Made from a shot and, if there is one, its note, with renamed and selected columns and field
 * mappings.
 */
public record ShotGrade(UUID shotId, int take, String grade) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot/grade")
          .id("shot_id", "take")
          .dependsOn(
              Shot.SPEC,
              dep ->
                  dep.rename("path", "shot_path")
                      .select("shot_path", "mood", "tags", "box", "thumbnail", "seconds")
                      .mapping(FieldsMapping.bySuffix()))
          .dependsOn(
              ShotNote.SPEC,
              dep ->
                  dep.rename("note_of", "shot_id")
                      .rename("take_number", "take")
                      .select("text")
                      .mapping(
                          FieldsMapping.specific(
                              Map.of(FieldKey.of("style"), Set.of(FieldKey.of("text")))))
                      .optional())
          .fields("raw", "style")
          .field("everything", f -> f.codeVersion("ü|\"2\"").fromAll())
          .build();
}
