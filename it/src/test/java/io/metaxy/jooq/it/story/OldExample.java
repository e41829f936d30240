package io.metaxy.jooq.it.story;

import io.metaxy.jooq.example.features.Recording;
import io.metaxy.jooq.example.features.RecordingCrop;
import io.metaxy.jooq.example.features.RecordingFaces;
import io.metaxy.jooq.example.features.RecordingTranscript;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.RenamedFrom;

/** Earlier versions of the example's features, change by change. */
public final class OldExample {

  private OldExample() {}

  public static final class BeforeSeconds {
    record OldRecording(String recordingId, String file) {
      static final FeatureSpec SPEC = Recording.SPEC;
    }

    private BeforeSeconds() {}
  }

  public static final class WithSeconds {
    record OldRecording(String recordingId, String file, double seconds) {
      static final FeatureSpec SPEC = Recording.SPEC;
    }

    private WithSeconds() {}
  }

  public static final class Renamed {
    record OldRecording(String recordingId, @RenamedFrom("file") String path, double seconds) {
      static final FeatureSpec SPEC = Recording.SPEC;
    }

    private Renamed() {}
  }

  /** Returns the other features, at first without faces. */
  public static String features(Class<?> recording, boolean faces) {
    String others = RecordingCrop.class.getName() + " " + RecordingTranscript.class.getName();
    return recording.getName() + " " + others + (faces ? " " + RecordingFaces.class.getName() : "");
  }
}
