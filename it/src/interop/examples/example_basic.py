"""The example basic: a parent, whose code version EXAMPLE_CODE_VERSION sets, and its child."""

import os

import metaxy as mx
import polars as pl


class Parent(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="examples/parent",
        id_columns=["sample_uid"],
        fields=[mx.FieldSpec(key="embeddings", code_version=os.environ.get("EXAMPLE_CODE_VERSION", "1"))],
    ),
):
    sample_uid: int
    raw_data: str


class Child(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="examples/child",
        id_columns=["sample_uid"],
        deps=[mx.FeatureDep(feature=Parent)],
        fields=[mx.FieldSpec(key="predictions")],
    ),
):
    sample_uid: int


def run(pipeline, parents):
    pipeline.write(Parent, pipeline.pending(Parent, parents.with_columns(pl.col("sample_uid").cast(pl.UInt32))))
    pipeline.write(Child, pipeline.pending(Child))
