package io.metaxy.jooq.migration.database.h2;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.DatabaseTypes.ListName;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.Catalog;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.database.ScratchDatabase;
import io.metaxy.jooq.migration.database.TableLimits;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.SQLDialect;

/** H2 for migrations, in memory or in a file. */
public final class H2Support implements DatabaseSupport {

  private static final int FILE_IN_USE = 90020;
  private static final int NOT_FOUND = 90146;

  /** The most elements of any list. */
  private static final int MAX_ELEMENTS = 65_536;

  @Override
  public MigrationDatabase database() {
    return MigrationDatabase.H2;
  }

  @Override
  public String urlPrefix() {
    return "jdbc:h2:";
  }

  @Override
  public Ddl ddl() {
    return new H2Ddl(types());
  }

  @Override
  public DatabaseTypes types() {
    return Dialects.of(SQLDialect.H2).types();
  }

  @Override
  public Catalog catalog() {
    return new H2Catalog();
  }

  @Override
  public Form byField() {
    return Form.JSON;
  }

  /** By-field columns are JSON, never text. */
  @Override
  public StoredType byField(FoundColumn column, StoredType found) {
    boolean text = found instanceof Scalar scalar && scalar.kind() == ColumnType.STRING;
    return text ? found : DatabaseSupport.super.byField(column, found);
  }

  /** A list without a limit has H2's own. */
  @Override
  public Optional<ListName> list(String sql) {
    return DatabaseSupport.super
        .list(sql)
        .map(
            name ->
                Objects.equals(name.length(), MAX_ELEMENTS)
                    ? new ListName(name.element(), null)
                    : name);
  }

  @Override
  public List<Problem> limits(TableState table) {
    return new TableLimits(table).elements("H2", MAX_ELEMENTS).problems();
  }

  @Override
  public List<String> ofHistory(String table) {
    return List.of(table + "_s_idx");
  }

  @Override
  public boolean isLocked(SQLException e) {
    return e.getErrorCode() == FILE_IN_USE;
  }

  @Override
  public boolean isMissing(SQLException e) {
    return e.getErrorCode() == NOT_FOUND;
  }

  @Override
  public Connection readOnly(LiveDatabase live, ClassLoader loader) {
    String url = readOnly(Objects.requireNonNull(live.url()));
    return Connections.open(live.with(url, Map.of()), loader);
  }

  /**
   * A server would open the database read-only for its other users too, and a URL with initial
   * statements may need to write.
   */
  private static String readOnly(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    boolean asItIs =
        Stream.of(":TCP:", ":SSL:", ";AUTO_SERVER=TRUE", ";INIT=", ";ACCESS_MODE_DATA=")
            .anyMatch(upper::contains);
    return url
        + (upper.contains(";IFEXISTS=") ? "" : ";IFEXISTS=TRUE")
        + (asItIs ? "" : ";ACCESS_MODE_DATA=r");
  }

  @Override
  public boolean commitsDdl() {
    return true;
  }

  @Override
  public ScratchDatabase scratch(ClassLoader loader) {
    return ScratchDatabase.inMemory("jdbc:h2:mem:" + UUID.randomUUID(), loader);
  }
}
