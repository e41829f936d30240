package io.metaxy.jooq.dialect;

import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import io.metaxy.jooq.dialect.join.JoinStrategy;
import io.metaxy.jooq.dialect.list.ListColumns;
import java.util.List;

/**
 * The differences of a database, in parts. Each database has its own package with these parts, and
 * registers a {@link DialectProvider} as a service, which {@link Dialects} finds.
 *
 * @param name the name, for messages
 * @param families the names of jOOQ's dialect families that it serves, such as {@code POSTGRES},
 *     the recommended one first; names, because another version of jOOQ may lack a constant
 * @param product the JDBC driver's name of the database ({@code
 *     DatabaseMetaData.getDatabaseProductName})
 * @param access how connections are opened
 * @param types the names of its column types
 * @param tables how its tables are inspected
 * @param byField how by-field columns are stored, bound and read
 * @param lists how lists are bound and read
 * @param functions the hash functions of the database
 * @param expressions its own expressions
 * @param joins how rows are joined and de-duplicated
 * @param reading how results are read
 * @param appender how rows are appended
 * @param capabilities its capabilities
 * @param policy the choices that affect only speed
 * @param failures the meanings of its errors
 */
public record FeatureDialect(
    String name,
    List<String> families,
    String product,
    DatabaseAccess access,
    DatabaseTypes types,
    TableReading tables,
    ByFieldColumns byField,
    ListColumns lists,
    HashFunctions functions,
    SqlExpressions expressions,
    JoinStrategy joins,
    ResultReading reading,
    RowAppender appender,
    Capabilities capabilities,
    EnginePolicy policy,
    Failures failures) {

  public FeatureDialect {
    families = List.copyOf(families);
  }
}
