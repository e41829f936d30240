package io.metaxy.jooq.migration;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.RenamedFrom;

/** Features as a user has them before and after changes. */
final class Clips {

  private Clips() {}

  static final class AtFirst {
    record Clip(String clipId, String path) {
      static final FeatureSpec SPEC =
          FeatureSpec.of("clip").id("clip_id").fields("audio", "frames").build();
    }

    private AtFirst() {}
  }

  static final class WithSeconds {
    record Clip(String clipId, String path, double seconds) {
      static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private WithSeconds() {}
  }

  static final class WithoutPath {
    record Clip(String clipId) {
      static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private WithoutPath() {}
  }

  static final class WithOtherCode {
    record Clip(String clipId, String path) {
      static final FeatureSpec SPEC =
          FeatureSpec.of("clip")
              .id("clip_id")
              .field("audio", f -> f.codeVersion("2"))
              .fields("frames")
              .build();
    }

    private WithOtherCode() {}
  }

  static final class Renamed {
    @RenamedFrom("clip")
    record Film(String clipId, @RenamedFrom("path") String file) {
      static final FeatureSpec SPEC =
          FeatureSpec.of("film").id("clip_id").fields("audio", "frames").build();
    }

    private Renamed() {}
  }

  static final class Described {
    record Clip(String clipId, String path) {
      static final FeatureSpec SPEC =
          FeatureSpec.of("clip").id("clip_id").description("Costs ${currency}").build();
    }

    private Described() {}
  }

  static final class Broken {
    record Clip(String id) {
      static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();
    }

    private Broken() {}
  }
}
