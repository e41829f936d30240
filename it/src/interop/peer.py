"""Runs Metaxy for Python, the peer, on stores that it shares with Java.

Reads one JSON request per line and answers each with one line, {"answer": ...} or {"error": "..."}:

  command    versions | create | write | resolve | update | read | delete
  features   the graph: [{"spec", "schema", "class", "project"}], the first two as JSON text
  store      a DuckDB file, postgresql://user@host:port/database, or a metaxy.toml, whose default store it is
  hash       the algorithm, md5 if absent
  length     the number of characters kept of a hash, 8 if absent

and the parameters of the command:

  versions                             -> {"features": {key: ...}, "projects": {project: version}}
  create   keys                        creates the tables
  write    key, rows                   appends rows with ids, user's columns and metaxy_provenance_by_field
  resolve  key, [samples]              -> {"new", "stale", "orphaned"}: the samples with their provenance
  update   key, [samples, values,      resolves, then writes the pending samples; `values` are the user's columns
           children]                   that the increment lacks, `children` the ids of the rows made from a parent
  read     key, [history]              -> the current rows, or every row of every version
  delete   key, column, value          a soft delete
  write_frame  key, types, rows        appends rows of a frame whose columns have these types, as Polars names them;
                                       creates the table if it is missing and `create` is true
  remake_frame  key, types, rows       drops the table, and makes it again from the frame
  add_column    key, column, type      adds a column over the connection of the peer's store
  read_frame   key                     -> the current rows, with the types of their columns
  stored_frame key                     -> the same, read from DuckDB without the peer's store

The values of frames are texts that keep them exactly: the bits of floating point numbers, the digits of decimals, the
microseconds of times of day, the nanoseconds of other times; null, booleans, lists, structs and maps are those of JSON.

With the argument --map, by-field columns are maps; it applies to the whole process, because the peer cannot switch
while it runs.
"""

import json
import struct
import sys
import traceback
import warnings
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

warnings.filterwarnings("ignore")

import duckdb
import narwhals as nw
import polars as pl
import polars_map
from metaxy.config import MetaxyConfig
from metaxy.ext.duckdb import DuckDBMetadataStore
from metaxy.ext.postgresql import PostgreSQLMetadataStore
from metaxy.models.feature import FeatureGraph
from metaxy.models.feature_definition import FeatureDefinition
from metaxy.models.types import FeatureKey
from metaxy.utils import collect_to_polars
from metaxy.versioning.types import HashAlgorithm

BY_FIELD = "metaxy_provenance_by_field"
DATA_BY_FIELD = "metaxy_data_version_by_field"
PROVENANCE = "metaxy_provenance"
TYPES = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean}


if not hasattr(duckdb.DuckDBPyConnection, "fetch_arrow_table"):
    # DuckDB 2.0 renamed the method that ibis lists tables with; the peer lists them in map mode only.
    duckdb.DuckDBPyConnection.fetch_arrow_table = duckdb.DuckDBPyConnection.to_arrow_table


# The DuckDB extension for hashes is not downloaded.
DuckDBMetadataStore._load_extensions = lambda self: None


class DuckDB(DuckDBMetadataStore):
    """Hashes with Polars unless the algorithm is md5, because the extension for hashes is missing."""

    def __init__(self, file, hash_algorithm):
        engine = "auto" if hash_algorithm is HashAlgorithm.MD5 else "polars"
        super().__init__(file, hash_algorithm=hash_algorithm, versioning_engine=engine)


class Session:
    """One request: a graph and one of its features."""

    def __init__(self, request):
        self.request = request
        self.graph = FeatureGraph()
        for feature in request["features"]:
            self.graph.add_feature_definition(
                FeatureDefinition.from_stored_data(
                    feature_spec=feature["spec"],
                    feature_schema=feature["schema"],
                    feature_class_path=feature["class"],
                    project=feature["project"],
                )
            )

    def open(self):
        if self.request["store"].endswith(".toml"):
            self.store = MetaxyConfig.load(self.request["store"]).get_store()
            return self.store.open("w")
        algorithm = HashAlgorithm(self.request.get("hash", "md5"))
        kind = PostgreSQLMetadataStore if self.request["store"].startswith("postgresql:") else DuckDB
        self.store = kind(self.request["store"], hash_algorithm=algorithm)
        return self.store.open("w")

    def definition(self, key):
        return self.graph.feature_definitions_by_key[FeatureKey(key)]

    def schema(self, key):
        """The user's columns and their types, from the schema of the definition."""
        properties = self.definition(key).feature_schema["properties"]
        return {column: TYPES[scalar(value)] for column, value in properties.items()}

    def by_field(self, key):
        return pl.Struct({field.key.to_struct_key(): pl.String for field in self.definition(key).spec.fields})

    def input_ids(self, key):
        plan = self.graph.get_feature_plan(FeatureKey(key))
        return list(plan.input_id_columns if plan.deps else plan.feature.id_columns)

    def frame(self, key, rows):
        """Rows as a frame with the feature's types and all columns that occur in a row."""
        types = {**self.schema(key), BY_FIELD: self.by_field(key), DATA_BY_FIELD: self.by_field(key)}
        columns = {column: dtype for column, dtype in types.items() if any(column in row for row in rows)}
        return pl.DataFrame([{c: row.get(c) for c in columns} for row in rows], schema=columns)


def scalar(value):
    if "type" in value:
        return value["type"]
    return next(option["type"] for option in value["anyOf"] if option["type"] != "null")


def plain(value):
    """A value for JSON: maps as objects, instants in UTC."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or timezone.utc).astimezone(timezone.utc).isoformat()
    if isinstance(value, dict):
        return {key: plain(element) for key, element in value.items()}
    if isinstance(value, list):
        return {entry["key"]: entry["value"] for entry in value}
    return value


def versions(session):
    graph = session.graph
    return {
        "projects": {p: graph.get_project_version(p) for p in {f["project"] for f in session.request["features"]}},
        "features": {
            key.to_string(): {
                "feature": graph.get_feature_version(key),
                "fields": graph.get_feature_version_by_field(key),
                "definition": definition.feature_definition_version,
            }
            for key, definition in graph.feature_definitions_by_key.items()
        },
    }


def create(session):
    for key in session.request["keys"]:
        session.store.write(key, pl.DataFrame(schema={**session.schema(key), BY_FIELD: session.by_field(key)}))
    return len(session.request["keys"])


def write(session):
    frame = session.frame(session.request["key"], session.request["rows"])
    session.store.write(session.request["key"], frame)
    return frame.height


def increment(session):
    key, samples = session.request["key"], session.request.get("samples")
    if samples is None:
        resolved = session.store.resolve_update(key)
    else:
        resolved = session.store.resolve_update(key, samples=session.frame(key, samples))
    frames = resolved.to_polars()
    return {part: getattr(frames, part) for part in ("new", "stale", "orphaned")}


def resolve(session):
    ids = session.input_ids(session.request["key"])
    found = {}
    for part, frame in increment(session).items():
        # The rows of one group or of one parent are one sample.
        inputs = {}
        for row in frame.to_dicts():
            entry = {"ids": {i: row[i] for i in ids}, "by_field": plain(row[BY_FIELD]), "provenance": row[PROVENANCE]}
            inputs[json.dumps(entry, sort_keys=True)] = entry
        found[part] = list(inputs.values())
    return found


def update(session):
    key = session.request["key"]
    schema, definition = session.schema(key), session.definition(key)
    written = 0
    for part, frame in increment(session).items():
        if part == "orphaned" or not frame.height:
            continue
        for column, values in session.request.get("children", {}).items():
            children = pl.DataFrame({column: values}, schema={column: schema[column]})
            frame = frame.drop(column, strict=False).join(children, how="cross")
        own = [pl.lit(v).cast(schema[c]).alias(c) for c, v in session.request.get("values", {}).items()]
        frame = frame.with_columns(own).unique(list(definition.spec.id_columns), maintain_order=True)
        system = [c for c in (BY_FIELD, PROVENANCE, DATA_BY_FIELD) if c in frame.columns]
        session.store.write(key, frame.select(*schema, *system))
        written += frame.height
    return written


def read(session):
    every = session.request.get("history", False)
    found = session.store.read(
        session.request["key"], with_feature_history=every, with_sample_history=every, include_soft_deleted=every
    )
    return [{column: plain(value) for column, value in row.items()} for row in collect_to_polars(found).to_dicts()]


def delete(session):
    condition = nw.col(session.request["column"]) == session.request["value"]
    session.store.delete(session.request["key"], filters=condition, soft=True)
    return None


EPOCH = datetime(1970, 1, 1)
MICROSECOND = timedelta(microseconds=1)


def is_nanos(dtype):
    """Whether values are dates with nanoseconds, which Python lacks; they are sent as integers."""
    return dtype == pl.Datetime and dtype.time_unit == "ns"


def map_value(dtype):
    """The type of the values of a map, or of a list of entries, as which a map is read without --map; or None."""
    if isinstance(dtype, polars_map.Map):
        return dtype.value
    fields = dtype.inner.fields if dtype == pl.List and dtype.inner == pl.Struct else []
    return fields[1].dtype if [field.name for field in fields] == ["key", "value"] else None


def python_type(dtype):
    """The type with values that Python has."""
    if isinstance(dtype, polars_map.Map):
        return dtype.ext_storage()
    if dtype == pl.List:
        return pl.List(python_type(dtype.inner))
    return pl.Int64() if is_nanos(dtype) else dtype


def decoded(value, dtype):
    """A value of a frame from its text."""
    if value is None or dtype in (pl.Boolean, pl.String, pl.Categorical, pl.Enum):
        return value
    if map_value(dtype) is not None:
        return [{"key": key, "value": decoded(element, map_value(dtype))} for key, element in value.items()]
    if dtype in (pl.List, pl.Array):
        return [decoded(element, dtype.inner) for element in value]
    if dtype == pl.Struct:
        return {field.name: decoded(value[field.name], field.dtype) for field in dtype.fields}
    if dtype in (pl.Float32, pl.Float64):
        if value == "NaN":
            return float("nan")
        return struct.unpack(">f" if dtype == pl.Float32 else ">d", bytes.fromhex(value))[0]
    if is_nanos(dtype):
        return int(value)
    if dtype == pl.Datetime:
        moment = EPOCH + int(value) // 1_000 * MICROSECOND
        return moment.replace(tzinfo=timezone.utc) if dtype.time_zone else moment
    if dtype == pl.Time:
        return (EPOCH + int(value) * MICROSECOND).time()
    kinds = {pl.Binary: bytes.fromhex, pl.Date: date.fromisoformat, pl.Decimal: Decimal}
    return kinds.get(dtype.base_type(), int)(value)


def encoded(value, dtype):
    """The text of a value of a frame."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if map_value(dtype) is not None:
        return {entry["key"]: encoded(entry["value"], map_value(dtype)) for entry in value}
    if dtype in (pl.List, pl.Array):
        return [encoded(element, dtype.inner) for element in value]
    if dtype == pl.Struct:
        return {field.name: encoded(value[field.name], field.dtype) for field in dtype.fields}
    if dtype in (pl.Float32, pl.Float64):
        bits = struct.pack(">f" if dtype == pl.Float32 else ">d", value)
        return "NaN" if value != value else bits.hex()
    if is_nanos(dtype):
        return str(value)
    if dtype == pl.Datetime:
        return str((value.replace(tzinfo=None) - EPOCH) // MICROSECOND * 1_000)
    if dtype == pl.Time:
        return str((datetime.combine(EPOCH, value) - EPOCH) // MICROSECOND)
    return value.hex() if dtype == pl.Binary else str(value)


def as_type(values, dtype):
    """A series or an expression of the type that Python has, as one of a type."""
    return values.ext.to(dtype) if isinstance(dtype, polars_map.Map) else values.cast(dtype)


def as_python_type(values, dtype):
    """The inverse of `as_type`."""
    return values.ext.storage() if isinstance(dtype, polars_map.Map) else values.cast(python_type(dtype))


def write_frame(session):
    names = {**vars(pl), "Map": polars_map.Map}
    types = {column: eval(name, {}, names) for column, name in session.request["types"].items()}
    columns = {
        column: [decoded(row[column], dtype) for row in session.request["rows"]] for column, dtype in types.items()
    }
    frame = pl.DataFrame(
        [as_type(pl.Series(c, columns[c], dtype=python_type(dtype)), dtype) for c, dtype in types.items()]
    )
    session.store.write(session.request["key"], frame)
    return frame.height


def remake_frame(session):
    session.store.drop_feature_metadata(session.request["key"])
    return write_frame(session)


def add_column(session):
    table = session.store.get_table_name(FeatureKey(session.request["key"]))
    column, kind = session.request["column"], session.request["type"]
    with session.store.conn.raw_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind}'):
        return None


def read_frame(session):
    return of_frame(collect_to_polars(session.store.read(session.request["key"])))


def stored_frame(session):
    table = session.request["key"].replace("/", "__")
    frame = session.store.conn.con.sql(f'select * from "{table}"').pl()
    return of_frame(frame.sort("metaxy_updated_at").unique("id", keep="last"))


def of_frame(frame):
    rows = frame.with_columns(as_python_type(pl.col(c), dtype) for c, dtype in frame.schema.items()).to_dicts()
    return {
        "types": {column: str(dtype) for column, dtype in frame.schema.items()},
        "rows": [{c: encoded(v, frame.schema[c]) for c, v in row.items()} for row in rows],
    }


COMMANDS = {
    command.__name__: command
    for command in (
        create,
        write,
        resolve,
        update,
        read,
        delete,
        write_frame,
        remake_frame,
        add_column,
        read_frame,
        stored_frame,
    )
}


def answer(request, enable_map):
    config = MetaxyConfig(
        hash_truncation_length=request.get("length", 8),
        project=request["features"][0]["project"],
        auto_create_tables=request.get("create", request["command"] == "create"),
        enable_map_datatype=enable_map,
    )
    with config.use():
        session = Session(request)
        with session.graph.use():
            if request["command"] == "versions":
                return versions(session)
            with session.open():
                return COMMANDS[request["command"]](session)


def main():
    enable_map = "--map" in sys.argv[1:]
    # Keeps the peer's own output apart from the answers.
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        try:
            reply = {"answer": answer(json.loads(line), enable_map)}
        except (Exception, pl.exceptions.PanicException):
            reply = {"error": traceback.format_exc()}
        out.write(json.dumps(reply) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
