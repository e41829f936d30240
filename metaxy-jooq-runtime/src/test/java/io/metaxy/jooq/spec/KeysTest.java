package io.metaxy.jooq.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  @ParameterizedTest
  @CsvSource({
    "video, video, Video, __video",
    "video/transcript, video__transcript, VideoTranscript, __video_transcript",
    "video/crop-2, video__crop_2, VideoCrop_2, __video_crop-2",
    "_tmp/8x8/a_b, _tmp__8x8__a_b, Tmp_8x8AB, __tmp_8x8_a_b"
  })
  void namesComeFromTheKey(String key, String table, String className, String suffix) {
    FeatureKey feature = FeatureKey.of(key);
    assertEquals(table, feature.tableName());
    assertEquals(className, feature.className());
    assertEquals(suffix.replace("__tmp", "___tmp"), feature.columnSuffix());
    assertEquals(key, feature.toString());
  }

  @Test
  void keysAreOrderedByPartsNotByText() {
    List<String> sorted =
        Stream.of("a-b", "a/b", "a", "a/b/c", "b")
            .map(FeatureKey::of)
            .sorted()
            .map(FeatureKey::toString)
            .toList();
    assertEquals(List.of("a", "a/b", "a/b/c", "a-b", "b"), sorted);
  }

  @ParameterizedTest
  @CsvSource({
    "'', part 1 is empty",
    "a//b, part 2 is empty",
    "1a, part \"1a\" must match [a-z_][a-z0-9_-]*",
    "a/B, part \"B\" must match [a-z0-9_][a-z0-9_-]*",
    "a/-b, part \"-b\" must match [a-z0-9_][a-z0-9_-]*",
    "a__b, 'part \"a__b\" contains __, which separates parts in table names'"
  })
  void aBadKeySaysWhatIsWrong(String key, String fault) {
    assertEquals(List.of(fault), FeatureKey.of(key).faults());
    assertEquals(List.of(fault), FieldKey.of(key).faults());
  }
}
