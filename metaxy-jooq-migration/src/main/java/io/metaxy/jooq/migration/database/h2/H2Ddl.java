package io.metaxy.jooq.migration.database.h2;

import io.metaxy.jooq.migration.database.StandardDdl;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;

/** H2. */
final class H2Ddl extends StandardDdl {

  public H2Ddl() {
    super(SQLDialect.H2);
  }

  @Override
  protected String scalar(Scalar type) {
    return switch (type.type()) {
      case STRING, ENUM -> type.length() == null ? "varchar" : "varchar(" + type.length() + ")";
      case BOOLEAN -> "boolean";
      case INT8 -> "tinyint";
      case INT16 -> "smallint";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case FLOAT32 -> "real";
      case FLOAT64 -> "double precision";
      case DECIMAL -> "decimal" + decimal(type);
      case UUID -> "uuid";
      case BINARY -> "varbinary";
      case INSTANT, OFFSET_DATE_TIME -> "timestamp(6) with time zone";
      case LOCAL_DATE -> "date";
      case LOCAL_DATE_TIME -> "timestamp(6)";
      case LOCAL_TIME -> "time(6)";
      case JSON -> "json";
    };
  }

  @Override
  protected String byField(ByField type) {
    return switch (type.form()) {
      case TEXT -> "varchar";
      default -> "json";
    };
  }

  /** Its columns must not be null before. */
  @Override
  protected List<String> addPrimaryKey(TableState table, KeyState key) {
    List<String> statements = new ArrayList<>();
    for (String name : key.columns()) {
      table
          .column(name)
          .filter(ColumnState::nullable)
          .ifPresent(column -> statements.add(changeNullability(table, column.nullable(false))));
    }
    statements.addAll(super.addPrimaryKey(table, key));
    return statements;
  }
}
