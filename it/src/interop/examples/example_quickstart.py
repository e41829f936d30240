"""The example quickstart: videos and their audio."""

import metaxy as mx
import polars as pl


class Video(mx.BaseFeature, spec=mx.FeatureSpec(key="video", id_columns=["id"])):
    id: str
    raw_video_path: str
    path: str


class Audio(mx.BaseFeature, spec=mx.FeatureSpec(key="audio", id_columns=["id"], deps=[mx.FeatureDep(feature=Video)])):
    id: str
    path: str


def processed(version, file):
    return pl.format(f"/data/processed/{{}}/{{}}/{file}", "id", version)


def run(pipeline, videos):
    video = pipeline.pending(Video, videos.drop("path", strict=False))
    pipeline.write(Video, video.with_columns(path=processed("metaxy_data_version", "video.mp4")))
    audio = pipeline.pending(Audio)
    pipeline.write(Audio, audio.with_columns(path=processed("metaxy_provenance", "audio.wav")))
