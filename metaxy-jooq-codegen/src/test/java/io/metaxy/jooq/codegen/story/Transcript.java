package io.metaxy.jooq.codegen.story;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldsMapping;
import java.util.Map;
import java.util.Set;

/** A feature with a dependency, whose key contains slashes and hyphens. */
public record Transcript(String videoId, String path, long speakers) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video/speech-transcript/v2")
          .id("video_id")
          .dependsOn(
              Video.SPEC,
              dep ->
                  dep.rename("path", "video_path")
                      .select("video_path")
                      .mapping(
                          new FieldsMapping.Specific(
                              Map.of(FieldKey.of("audio/french"), Set.of(FieldKey.of("audio"))))))
          .field("text", f -> f.codeVersion("2").from(Video.SPEC, "audio"))
          .field("audio/french", f -> f)
          .metadata("note", "back\\slash, \"quotes\", é and %s")
          .build();
}
