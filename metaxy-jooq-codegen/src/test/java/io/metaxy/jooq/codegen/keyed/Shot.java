package io.metaxy.jooq.codegen.keyed;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Keys;
import io.metaxy.jooq.spec.Keys.Index;

/** A feature that declares its keys and indexes. */
@Keys(primaryKey = true, index = true)
@Index(columns = {"film_id", "metaxy_materialization_id"})
@Index(
    columns = {"path", "frame"},
    name = "shot frames",
    unique = true)
public record Shot(String shotId, String filmId, @Column(length = 200) String path, int frame) {
  public static final FeatureSpec SPEC = FeatureSpec.of("shot").id("shot_id").build();
}
