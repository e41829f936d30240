"""Runs the examples with Metaxy for Python, the peer, each configured by the metaxy.toml that Java reads, too.

Reads one JSON request per line and answers each with one line, {"answer": ...} or {"error": "..."}:

  command      versions | run | read | metaxy
  file         the example's metaxy.toml, whose entrypoints name a module of the folder examples
  environment  environment variables in addition to those of the process

and the parameters of the command:

  versions                -> {key: feature version}
  run       rows          runs the example on the rows of its root
                          -> {key: {"new", "stale", "orphaned"}}: the samples that each feature was computed for
  read      key           -> the current rows
  metaxy    arguments     runs the command metaxy -> what it prints
"""

import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

import metaxy as mx
import polars as pl
from metaxy.cli.app import app
from metaxy.models.feature import FeatureGraph
from metaxy.utils import collect_to_polars
from peer import BY_FIELD, DATA_BY_FIELD, PROVENANCE, plain

ENVIRONMENT = dict(os.environ)
EXAMPLES = Path(__file__).parent / "examples"


class Pipeline:
    """A store that collects what was pending."""

    def __init__(self, store, graph):
        self.store = store
        self.graph = graph
        self.found = {}

    def pending(self, feature, samples=None):
        """The samples to compute; those of a root are given."""
        arguments = {} if samples is None else {"samples": samples}
        increment = self.store.resolve_update(feature, **arguments).to_polars()
        plan = self.graph.get_feature_plan(feature.spec().key)
        ids = list(plan.input_id_columns if plan.deps else plan.feature.id_columns)
        parts = {part: getattr(increment, part) for part in ("new", "stale", "orphaned")}
        self.found[feature.spec().key.to_string()] = {part: entries(frame, ids) for part, frame in parts.items()}
        return pl.concat([parts["new"], parts["stale"]], how="diagonal")

    def write(self, feature, frame):
        """Writes computed samples, if there are any, without the columns of others."""
        if frame.height:
            own = [c for c in feature.model_fields if not c.startswith("metaxy_")]
            system = [c for c in (BY_FIELD, PROVENANCE, DATA_BY_FIELD) if c in frame.columns]
            self.store.write(feature, frame.select(*own, *system))


def entries(frame, ids):
    """The samples of an increment, some of which have several rows."""
    found = {}
    for row in frame.to_dicts():
        entry = {"ids": {i: row[i] for i in ids}, "by_field": plain(row[BY_FIELD]), "provenance": row[PROVENANCE]}
        found[json.dumps(entry, sort_keys=True)] = entry
    return list(found.values())


def versions(request, graph, config):
    return {key.to_string(): graph.get_feature_version(key) for key in graph.feature_definitions_by_key}


def run(request, graph, config):
    frame = pl.DataFrame(request["rows"])
    with config.get_store().open("w") as store:
        pipeline = Pipeline(store, graph)
        sys.modules[config.entrypoints[0]].run(pipeline, frame)
        return pipeline.found


def read(request, graph, config):
    with config.get_store().open() as store:
        rows = collect_to_polars(store.read(request["key"])).to_dicts()
        return [{column: plain(value) for column, value in row.items()} for row in rows]


def metaxy(request):
    command = [sys.executable, __file__, *request["arguments"], "--config-file", request["file"]]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} exits with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def answer(request):
    os.environ.clear()
    os.environ.update(ENVIRONMENT | request["environment"])
    # The module is read again, because the environment changes its features.
    for file in EXAMPLES.glob("*.py"):
        sys.modules.pop(file.stem, None)
    mx.MetaxyConfig.reset()
    if request["command"] == "metaxy":
        return metaxy(request)
    with FeatureGraph().use() as graph:
        config = mx.init(request["file"])
        return {"versions": versions, "run": run, "read": read}[request["command"]](request, graph, config)


def main():
    # Keeps the peer's own output apart from the answers.
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        try:
            reply = {"answer": answer(json.loads(line))}
        except (Exception, pl.exceptions.PanicException):
            reply = {"error": traceback.format_exc()}
        out.write(json.dumps(reply) + "\n")
        out.flush()


sys.path.append(str(EXAMPLES))
if sys.argv[1:]:
    # The command itself, which runs once in a process.
    app.meta()
else:
    main()
