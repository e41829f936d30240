package io.metaxy.jooq.migration.database.duckdb;

import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.dialect.ByFieldStorage;
import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.Catalog;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.database.FoundTypes;
import io.metaxy.jooq.migration.database.ScratchDatabase;
import io.metaxy.jooq.migration.database.TableLimits;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.SQLDialect;

/** DuckDB for migrations, in memory or in a file. */
public final class DuckDbSupport implements DatabaseSupport {

  /** The most elements of a list whose type has their number. */
  private static final int MAX_ELEMENTS = 100_000;

  /** In {@code STRUCT(A INTEGER)}, a word before another is a key. */
  private static final Pattern QUOTED_OR_KEY =
      Pattern.compile(FoundTypes.QUOTED + "|(?<=[(] ?|, )\\w+(?= (?!WITH )[\\w\"])");

  @Override
  public MigrationDatabase database() {
    return MigrationDatabase.DUCKDB;
  }

  @Override
  public String urlPrefix() {
    return "jdbc:duckdb:";
  }

  @Override
  public Ddl ddl() {
    return new DuckDbDdl(types());
  }

  @Override
  public DatabaseTypes types() {
    return Dialects.of(SQLDialect.DUCKDB).types();
  }

  @Override
  public Catalog catalog() {
    return new DuckDbCatalog();
  }

  @Override
  public Form byField() {
    return Form.STRUCT;
  }

  @Override
  public TableState withMaps(TableState table) {
    return table.withByField(Form.MAP);
  }

  /** DuckDB does not keep the lengths of texts. */
  @Override
  public Scalar distinguished(Scalar type) {
    return type.kind() == ColumnType.STRING ? Scalar.of(ColumnType.STRING) : type;
  }

  @Override
  public StoredType canonical(StoredType type) {
    if (type instanceof Struct struct) {
      return new Struct(
          struct.members().stream()
              .map(member -> new Member(member.name(), canonical(member.type())))
              .toList());
    } else if (type instanceof MapOf map) {
      return new MapOf(canonical(map.key()), canonical(map.value()));
    } else if (type instanceof Items items) {
      return new Items((Nested) canonical(items.element()), items.length());
    }
    return DatabaseSupport.super.canonical(type);
  }

  @Override
  public Optional<StoredType> nested(String sql) {
    return NestedTypes.parse(sql, this::found);
  }

  @Override
  public Pattern keepsCase() {
    return QUOTED_OR_KEY;
  }

  @Override
  public StoredType byField(FoundColumn column, StoredType found) {
    return Dialects.of(database().dialect())
        .byField()
        .storage(types().column(column.name(), column.type(), column.nullable()))
        .map(DuckDbSupport::stored)
        .orElse(new Foreign(column.type().toLowerCase(Locale.ROOT)));
  }

  private static StoredType stored(ByFieldStorage storage) {
    return storage instanceof ByFieldStorage.Struct struct
        ? new ByField(Form.STRUCT, struct.keys())
        : new ByField(Form.MAP, List.of());
  }

  @Override
  public Optional<StoredType> inMicroseconds(Foreign type) {
    return type.sql().equals("timestamp_s") || type.sql().equals("timestamp_ms")
        ? Optional.of(Scalar.of(ColumnType.LOCAL_DATE_TIME))
        : Optional.empty();
  }

  @Override
  public List<Problem> limits(TableState table) {
    return new TableLimits(table)
        .decimals("DuckDB", 38, 38)
        .elements("DuckDB", MAX_ELEMENTS)
        .problems();
  }

  @Override
  public boolean dropsColumnsEarly() {
    return true;
  }

  @Override
  public Optional<Change> rebuildsIndexes(List<Change> changes) {
    return changes.stream().filter(change -> !DuckDbDdl.goesWithIndexes(change)).findFirst();
  }

  /** A file that this process has open keeps its mode, and DuckDB would create a missing one. */
  @Override
  public boolean isLocked(SQLException e) {
    return String.valueOf(e.getMessage()).contains("lock on file");
  }

  @Override
  public Connection readOnly(LiveDatabase live, ClassLoader loader) {
    String url = Objects.requireNonNull(live.url());
    String file = UrlSecrets.shown(url).substring("jdbc:duckdb:".length());
    if (file.isEmpty() || file.startsWith(":memory:") || file.startsWith("memory:")) {
      return Connections.open(live, loader);
    }
    if (!Files.exists(Path.of(file))) {
      throw Connections.missing(live, "the file" + (live.store() == null ? "" : " " + file));
    }
    try {
      return Connections.open(live.with(url, Map.of("duckdb.read_only", "true")), loader);
    } catch (MigrationException e) {
      if (String.valueOf(e.getMessage()).contains("different configuration")) {
        return Connections.open(live, loader);
      }
      throw e;
    }
  }

  @Override
  public ScratchDatabase scratch(ClassLoader loader) {
    return ScratchDatabase.inMemory("jdbc:duckdb:memory:" + UUID.randomUUID(), loader);
  }
}
