package io.metaxy.jooq.it.column;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.ListBinding;
import io.metaxy.jooq.table.PlanTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.TableRecordImpl;

/** A feature with lists of every type, in the form of generated code. */
final class ClipTable extends TableImpl<ClipTable.Clip> implements FeatureTable<ClipTable.Clip> {

  private static final long serialVersionUID = 1L;

  static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").fields("cut").build();
  static final ClipTable CLIP = new ClipTable();

  private final List<ColumnSpec> columns = new ArrayList<>();

  final TableField<Clip, String> clipId = id();
  final TableField<Clip, float[]> floats =
      list(
          "floats",
          required(ColumnType.FLOAT32),
          SQLDataType.REAL.array(),
          new ListBinding<Float[], float[]>() {});
  final TableField<Clip, float[]> vector =
      list(
          "vector",
          new ListOf(LogicalType.of(ColumnType.FLOAT32), false, 3, "float[]"),
          SQLDataType.REAL.array(),
          new ListBinding<Float[], float[]>() {});
  final TableField<Clip, double[]> doubles =
      list(
          "doubles",
          required(ColumnType.FLOAT64),
          SQLDataType.DOUBLE.array(),
          new ListBinding<Double[], double[]>() {});
  final TableField<Clip, int[]> ints =
      list(
          "ints",
          required(ColumnType.INT32),
          SQLDataType.INTEGER.array(),
          new ListBinding<Integer[], int[]>() {});
  final TableField<Clip, long[]> longs =
      list(
          "longs",
          required(ColumnType.INT64),
          SQLDataType.BIGINT.array(),
          new ListBinding<Long[], long[]>() {});
  final TableField<Clip, short[]> shorts =
      list(
          "shorts",
          required(ColumnType.INT16),
          SQLDataType.SMALLINT.array(),
          new ListBinding<Short[], short[]>() {});
  final TableField<Clip, boolean[]> flags =
      list(
          "flags",
          required(ColumnType.BOOLEAN),
          SQLDataType.BOOLEAN.array(),
          new ListBinding<Boolean[], boolean[]>() {});
  final TableField<Clip, String[]> texts =
      list(
          "texts",
          required(ColumnType.STRING),
          SQLDataType.VARCHAR.array(),
          new ListBinding<String[], String[]>() {});
  final TableField<Clip, List<String>> tags =
      list(
          "tags",
          required(ColumnType.STRING),
          SQLDataType.VARCHAR.array(),
          new ListBinding<String[], List<String>>() {});
  final TableField<Clip, List<String>> maybeTags =
      list(
          "maybe_tags",
          ListOf.of(ColumnType.STRING),
          SQLDataType.VARCHAR.array(),
          new ListBinding<String[], List<String>>() {});
  final TableField<Clip, List<String>> codes =
      list(
          "codes",
          new ListOf(new Text(5), true, null, null),
          SQLDataType.VARCHAR.array(),
          new ListBinding<String[], List<String>>() {});
  final TableField<Clip, List<Float>> float32 =
      list(
          "float32",
          ListOf.of(ColumnType.FLOAT32),
          SQLDataType.REAL.array(),
          new ListBinding<Float[], List<Float>>() {});
  final TableField<Clip, List<Double>> float64 =
      list(
          "float64",
          ListOf.of(ColumnType.FLOAT64),
          SQLDataType.DOUBLE.array(),
          new ListBinding<Double[], List<Double>>() {});
  final TableField<Clip, List<Byte>> int8 =
      list(
          "int8",
          ListOf.of(ColumnType.INT8),
          SQLDataType.TINYINT.array(),
          new ListBinding<Byte[], List<Byte>>() {});
  final TableField<Clip, List<Short>> int16 =
      list(
          "int16",
          ListOf.of(ColumnType.INT16),
          SQLDataType.SMALLINT.array(),
          new ListBinding<Short[], List<Short>>() {});
  final TableField<Clip, List<Integer>> int32 =
      list(
          "int32",
          ListOf.of(ColumnType.INT32),
          SQLDataType.INTEGER.array(),
          new ListBinding<Integer[], List<Integer>>() {});
  final TableField<Clip, List<Long>> int64 =
      list(
          "int64",
          ListOf.of(ColumnType.INT64),
          SQLDataType.BIGINT.array(),
          new ListBinding<Long[], List<Long>>() {});
  final TableField<Clip, List<Boolean>> maybeFlags =
      list(
          "maybe_flags",
          ListOf.of(ColumnType.BOOLEAN),
          SQLDataType.BOOLEAN.array(),
          new ListBinding<Boolean[], List<Boolean>>() {});
  final TableField<Clip, List<BigDecimal>> prices =
      list(
          "prices",
          new ListOf(new Decimal(new Digits(18, 6)), true, null, null),
          SQLDataType.DECIMAL.array(),
          new ListBinding<BigDecimal[], List<BigDecimal>>() {});
  final TableField<Clip, List<BigDecimal>> shares =
      list(
          "shares",
          new ListOf(new Decimal(new Digits(38, 25)), true, null, null),
          SQLDataType.DECIMAL.array(),
          new ListBinding<BigDecimal[], List<BigDecimal>>(38, 25) {});
  final TableField<Clip, BigDecimal[]> wholes =
      list(
          "wholes",
          new ListOf(new Decimal(new Digits(30, 2)), true, null, null),
          SQLDataType.DECIMAL.array(),
          new ListBinding<BigDecimal[], BigDecimal[]>(30, 2) {});
  final TableField<Clip, BigDecimal[]> decimals =
      list(
          "decimals",
          ListOf.of(ColumnType.DECIMAL),
          SQLDataType.DECIMAL.array(),
          new ListBinding<BigDecimal[], BigDecimal[]>() {});
  final TableField<Clip, List<UUID>> uuids =
      list(
          "uuids",
          ListOf.of(ColumnType.UUID),
          SQLDataType.UUID.array(),
          new ListBinding<UUID[], List<UUID>>() {});
  final TableField<Clip, List<LocalDate>> dates =
      list(
          "dates",
          ListOf.of(ColumnType.LOCAL_DATE),
          SQLDataType.LOCALDATE.array(),
          new ListBinding<LocalDate[], List<LocalDate>>() {});
  final TableField<Clip, List<LocalTime>> times =
      list(
          "times",
          ListOf.of(ColumnType.LOCAL_TIME),
          SQLDataType.LOCALTIME.array(),
          new ListBinding<LocalTime[], List<LocalTime>>() {});
  final TableField<Clip, List<LocalDateTime>> dateTimes =
      list(
          "date_times",
          ListOf.of(ColumnType.LOCAL_DATE_TIME),
          SQLDataType.LOCALDATETIME.array(),
          new ListBinding<LocalDateTime[], List<LocalDateTime>>() {});
  final TableField<Clip, List<Instant>> instants =
      list(
          "instants",
          ListOf.of(ColumnType.INSTANT),
          SQLDataType.INSTANT.array(),
          new ListBinding<Instant[], List<Instant>>() {});
  final TableField<Clip, List<OffsetDateTime>> offsets =
      list(
          "offsets",
          ListOf.of(ColumnType.OFFSET_DATE_TIME),
          SQLDataType.TIMESTAMPWITHTIMEZONE.array(),
          new ListBinding<OffsetDateTime[], List<OffsetDateTime>>() {});
  final TableField<Clip, byte[][]> blobs =
      list(
          "blobs",
          ListOf.of(ColumnType.BINARY),
          SQLDataType.VARBINARY.array(),
          new ListBinding<byte[][], byte[][]>() {});
  final TableField<Clip, float[][]> matrix =
      list(
          "matrix",
          new ListOf(required(ColumnType.FLOAT32), true, null, null),
          SQLDataType.REAL.array().array(),
          new ListBinding<Float[][], float[][]>() {});
  final TableField<Clip, List<List<String>>> words =
      list(
          "words",
          new ListOf(ListOf.of(ColumnType.STRING), true, null, null),
          SQLDataType.VARCHAR.array().array(),
          new ListBinding<String[][], List<List<String>>>() {});

  final TableField<Clip, Map<String, String>> provenance;

  @SuppressWarnings("unchecked") // The type of a by-field column.
  private ClipTable() {
    super(DSL.name("clip"));
    for (String name : SystemColumns.ALL) {
      createField(DSL.name(name), PlanTable.systemType(name), this);
    }
    provenance = (TableField<Clip, Map<String, String>>) field(SystemColumns.PROVENANCE_BY_FIELD);
  }

  private TableField<Clip, String> id() {
    columns.add(ColumnSpec.of("clip_id", ColumnType.STRING, false));
    return createField(DSL.name("clip_id"), SQLDataType.VARCHAR.notNull(), this);
  }

  /** A list whose elements are not null. */
  private static ListOf required(ColumnType element) {
    return new ListOf(LogicalType.of(element), false, null, null);
  }

  private <D, T> TableField<Clip, T> list(
      String name, ListOf type, DataType<D> array, ListBinding<D, T> binding) {
    columns.add(new ColumnSpec(name, type, true, null));
    return createField(DSL.name(name), array, this, "", binding);
  }

  /** The list columns. */
  List<ColumnSpec> lists() {
    return columns.subList(1, columns.size());
  }

  @Override
  public Class<Clip> getRecordType() {
    return Clip.class;
  }

  @Override
  public FeatureData featureData() {
    return new FeatureData(
        FeatureData.GENERATOR_VERSION,
        "clip",
        List.of("cut"),
        SpecJson.write(SPEC),
        SchemaJson.orderedText(SchemaJson.write(columns, "Clip")),
        "it",
        "");
  }

  /** A record in the form of generated code. */
  public static final class Clip extends TableRecordImpl<Clip> implements FeatureRecord<Clip> {

    private static final long serialVersionUID = 1L;

    public Clip() {
      super(CLIP);
    }
  }
}
