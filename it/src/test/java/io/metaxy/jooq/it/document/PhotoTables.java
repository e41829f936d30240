package io.metaxy.jooq.it.document;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.JsonBinding;
import io.metaxy.jooq.table.JsonConverter;
import io.metaxy.jooq.table.PlanTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.JSON;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.TableRecordImpl;

/** Features with documents, in the form of generated code. */
public final class PhotoTables {

  public static final Photos PHOTO = new Photos();
  public static final Scans SCAN = new Scans();
  public static final Prints PRINT = new Prints();
  public static final Albums ALBUM = new Albums();

  private PhotoTables() {}

  /** What a photo shows. */
  public enum Kind {
    FACE,
    CAR
  }

  /** A size. */
  public record Extent(int width, Integer height) {}

  /** What a rectangle shows. */
  @SuppressWarnings("ArrayRecordComponent") // Compared as JSON.
  public record Mark(Kind kind, double score, float[] box, Extent extent) {}

  /** A value of every type that a struct can hold. */
  @SuppressWarnings("ArrayRecordComponent") // Compared as JSON.
  public record Detail(
      String text,
      Boolean flag,
      Byte int8,
      Short int16,
      Integer int32,
      Long int64,
      Float float32,
      Double float64,
      BigDecimal price,
      UUID uuid,
      byte[] bytes,
      Instant at,
      LocalDate day,
      LocalDateTime local,
      LocalTime time,
      Kind kind,
      Extent extent,
      List<Mark> marks,
      List<List<String>> words,
      Map<String, List<BigDecimal>> prices,
      Map<Integer, String> names) {}

  private static FeatureData data(FeatureSpec spec, ColumnSpec... columns) {
    return new FeatureData(
        FeatureData.GENERATOR_VERSION,
        spec.key().toString(),
        spec.fields().stream().map(field -> field.key().toString()).toList(),
        SpecJson.write(spec),
        SchemaJson.orderedText(SchemaJson.write(List.of(columns), "It")),
        "it",
        "");
  }

  private static ColumnSpec json(String name) {
    return ColumnSpec.of(name, ColumnType.JSON, true);
  }

  private static ColumnSpec text(String name) {
    return ColumnSpec.of(name, ColumnType.STRING, false);
  }

  /** Photos. */
  public static final class Photos extends TableImpl<Photo> implements FeatureTable<Photo> {

    private static final long serialVersionUID = 1L;

    public static final FeatureSpec SPEC =
        FeatureSpec.of("photo").id("photo_id").fields("pixels").build();

    public final TableField<Photo, String> photoId =
        createField(DSL.name("photo_id"), SQLDataType.VARCHAR.notNull(), this);
    public final TableField<Photo, String> album =
        createField(DSL.name("album"), SQLDataType.VARCHAR.notNull(), this);
    public final TableField<Photo, Extent> extent =
        createField(DSL.name("extent"), SQLDataType.JSON, this, "", new JsonBinding<Extent>() {});
    public final TableField<Photo, List<Mark>> marks =
        createField(
            DSL.name("marks"), SQLDataType.JSON, this, "", new JsonBinding<List<Mark>>() {});
    public final TableField<Photo, Map<String, Double>> scores =
        createField(
            DSL.name("scores"),
            SQLDataType.JSON,
            this,
            "",
            new JsonBinding<Map<String, Double>>() {});
    public final TableField<Photo, Detail> detail =
        createField(DSL.name("detail"), SQLDataType.JSON, this, "", new JsonBinding<Detail>() {});
    public final TableField<Photo, List<Kind>> kinds =
        createField(
            DSL.name("kinds"), SQLDataType.JSON, this, "", new JsonBinding<List<Kind>>() {});
    public final TableField<Photo, JSON> raw =
        createField(DSL.name("raw"), SQLDataType.JSON, this, "", new JsonBinding<JSON>() {});

    public final TableField<Photo, Map<String, String>> provenance;

    @SuppressWarnings("unchecked") // The type of a by-field column.
    private Photos() {
      super(DSL.name("photo"));
      for (String name : SystemColumns.ALL) {
        createField(DSL.name(name), PlanTable.systemType(name), this);
      }
      provenance =
          (TableField<Photo, Map<String, String>>) field(SystemColumns.PROVENANCE_BY_FIELD);
    }

    /** The columns of documents. */
    List<String> documents() {
      return List.of("extent", "marks", "scores", "detail", "kinds", "raw");
    }

    @Override
    public Class<Photo> getRecordType() {
      return Photo.class;
    }

    @Override
    public FeatureData featureData() {
      List<ColumnSpec> columns = new ArrayList<>(List.of(text("photo_id"), text("album")));
      documents().forEach(name -> columns.add(json(name)));
      return data(SPEC, columns.toArray(ColumnSpec[]::new));
    }
  }

  /** A record in the form of generated code. */
  public static final class Photo extends TableRecordImpl<Photo> implements FeatureRecord<Photo> {

    private static final long serialVersionUID = 1L;

    public Photo() {
      super(PHOTO);
    }
  }

  /** Scans, which some photos have, in the form of code that earlier versions generated. */
  public static final class Scans extends TableImpl<Scan> implements FeatureTable<Scan> {

    private static final long serialVersionUID = 1L;

    public static final FeatureSpec SPEC =
        FeatureSpec.of("scan").id("photo_id").fields("dots").build();

    public final TableField<Scan, String> photoId =
        createField(DSL.name("photo_id"), SQLDataType.VARCHAR.notNull(), this);
    public final TableField<Scan, Extent> extent =
        createField(DSL.name("extent"), SQLDataType.JSON, this, "", new JsonConverter<Extent>() {});

    public final TableField<Scan, Map<String, String>> provenance;

    @SuppressWarnings("unchecked") // The type of a by-field column.
    private Scans() {
      super(DSL.name("scan"));
      for (String name : SystemColumns.ALL) {
        createField(DSL.name(name), PlanTable.systemType(name), this);
      }
      provenance = (TableField<Scan, Map<String, String>>) field(SystemColumns.PROVENANCE_BY_FIELD);
    }

    @Override
    public Class<Scan> getRecordType() {
      return Scan.class;
    }

    @Override
    public FeatureData featureData() {
      return data(SPEC, text("photo_id"), json("extent"));
    }
  }

  /** A record in the form of generated code. */
  public static final class Scan extends TableRecordImpl<Scan> implements FeatureRecord<Scan> {

    private static final long serialVersionUID = 1L;

    public Scan() {
      super(SCAN);
    }
  }

  /** Prints of photos (1:1), and of their scans if there are any. */
  public static final class Prints extends TableImpl<Print> implements FeatureTable<Print> {

    private static final long serialVersionUID = 1L;

    public static final FeatureSpec SPEC =
        FeatureSpec.of("print")
            .id("photo_id")
            .dependsOn(Photos.SPEC)
            .dependsOn(
                Scans.SPEC,
                dep -> dep.rename("extent", "scan_extent").select("scan_extent").optional())
            .field("paper", f -> f.from(Photos.SPEC, "pixels"))
            .build();

    public final TableField<Print, String> photoId =
        createField(DSL.name("photo_id"), SQLDataType.VARCHAR.notNull(), this);
    public final TableField<Print, Detail> detail =
        createField(DSL.name("detail"), SQLDataType.JSON, this, "", new JsonBinding<Detail>() {});

    private Prints() {
      super(DSL.name("print"));
      for (String name : SystemColumns.ALL) {
        createField(DSL.name(name), PlanTable.systemType(name), this);
      }
    }

    @Override
    public Class<Print> getRecordType() {
      return Print.class;
    }

    @Override
    public FeatureData featureData() {
      return data(SPEC, text("photo_id"), json("detail"));
    }
  }

  /** A record in the form of generated code. */
  public static final class Print extends TableRecordImpl<Print> implements FeatureRecord<Print> {

    private static final long serialVersionUID = 1L;

    public Print() {
      super(PRINT);
    }
  }

  /** Albums of photos (N:1). */
  public static final class Albums extends TableImpl<Album> implements FeatureTable<Album> {

    private static final long serialVersionUID = 1L;

    public static final FeatureSpec SPEC =
        FeatureSpec.of("album")
            .id("album")
            .dependsOn(Photos.SPEC, dep -> dep.lineage(Lineage.aggregation("album")))
            .field("cover", f -> f.from(Photos.SPEC, "pixels"))
            .build();

    private Albums() {
      super(DSL.name("album"));
      createField(DSL.name("album"), SQLDataType.VARCHAR.notNull(), this);
      for (String name : SystemColumns.ALL) {
        createField(DSL.name(name), PlanTable.systemType(name), this);
      }
    }

    @Override
    public Class<Album> getRecordType() {
      return Album.class;
    }

    @Override
    public FeatureData featureData() {
      return data(SPEC, text("album"));
    }
  }

  /** A record in the form of generated code. */
  public static final class Album extends TableRecordImpl<Album> implements FeatureRecord<Album> {

    private static final long serialVersionUID = 1L;

    public Album() {
      super(ALBUM);
    }
  }
}
