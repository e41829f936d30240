"""The example aggregation: recordings of speech, and an embedding of each speaker."""

import metaxy as mx
import polars as pl


class Audio(mx.BaseFeature, spec=mx.FeatureSpec(key="audio", id_columns=["audio_id"])):
    audio_id: str
    speaker_id: str
    duration_seconds: float
    path: str


class SpeakerEmbedding(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="speaker/embedding",
        id_columns=["speaker_id"],
        deps=[mx.FeatureDep(feature=Audio, lineage=mx.LineageRelationship.aggregation(on=["speaker_id"]))],
        fields=[mx.FieldSpec(key="embedding", code_version="1")],
    ),
):
    speaker_id: str
    n_dim: int
    path: str


def run(pipeline, recordings):
    pipeline.write(Audio, pipeline.pending(Audio, recordings))
    # A row for each recording of a speaker.
    pending = pipeline.pending(SpeakerEmbedding).with_columns(count=pl.len().over("speaker_id"))
    speakers = pending.unique("speaker_id").with_columns(
        n_dim=pl.lit(512),
        path=pl.format("/data/embeddings/{}-{}.npy", "speaker_id", "count"),
    )
    pipeline.write(SpeakerEmbedding, speakers)
