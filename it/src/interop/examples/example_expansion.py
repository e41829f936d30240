"""The example expansion: videos, the code version of whose audio EXAMPLE_CODE_VERSION sets, their chunks, and faces."""

import os

import metaxy as mx
import polars as pl


class RawVideo(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="video/raw",
        id_columns=["video_id"],
        fields=[
            mx.FieldSpec(key="audio", code_version=os.environ.get("EXAMPLE_CODE_VERSION", "1")),
            mx.FieldSpec(key="frames"),
        ],
    ),
):
    video_id: str
    path: str


class VideoChunk(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="video/chunk",
        id_columns=["video_chunk_id"],
        deps=[mx.FeatureDep(feature=RawVideo, lineage=mx.LineageRelationship.expansion(on=["video_id"]))],
        fields=[mx.FieldSpec(key="audio"), mx.FieldSpec(key="frames")],
    ),
):
    video_id: str
    video_chunk_id: str
    path: str


class VideoFaces(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="video/faces",
        id_columns=["video_chunk_id"],
        deps=[mx.FeatureDep(feature=VideoChunk)],
        fields=[mx.FieldSpec(key="faces", deps=[mx.FieldDep(feature=VideoChunk, fields=["frames"])])],
    ),
):
    video_chunk_id: str
    num_faces: int


def chunks(video):
    """Videos have three to five chunks."""
    count = 3 + int(video["video_id"]) % 3
    ids = [f"{video['video_id']}_{number}" for number in range(count)]
    return [{**video, "video_chunk_id": chunk, "path": f"chunk_{chunk}.mp4"} for chunk in ids]


def run(pipeline, videos):
    pipeline.write(RawVideo, pipeline.pending(RawVideo, videos))
    pending = pipeline.pending(VideoChunk)
    rows = [chunk for video in pending.to_dicts() for chunk in chunks(video)]
    schema = {**pending.schema, "video_chunk_id": pl.String, "path": pl.String}
    pipeline.write(VideoChunk, pl.DataFrame(rows, schema=schema))
    faces = pipeline.pending(VideoFaces)
    number = pl.col("video_chunk_id").str.split("_").list.last().cast(pl.Int64)
    pipeline.write(VideoFaces, faces.with_columns(num_faces=number + 1))
