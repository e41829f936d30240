package io.metaxy.jooq.dialect;

import io.metaxy.jooq.dialect.join.JoinStrategy;
import java.util.List;

/**
 * What a database does otherwise, composed of parts. Each database has a package of its own with
 * its parts, and registers what composes them ({@link DialectProvider}) as a service; {@link
 * Dialects} finds it.
 *
 * @param name the name, for the reader
 * @param families the names of jOOQ's dialect families that it serves, such as {@code POSTGRES},
 *     first the one that users are told; names, because a jOOQ of another version may lack a
 *     constant
 * @param product what the JDBC driver calls the database ({@code
 *     DatabaseMetaData.getDatabaseProductName})
 * @param types what it calls the types of columns
 * @param tables how its tables are looked at
 * @param byField how by-field columns are stored, bound and read
 * @param functions what the database hashes by
 * @param expressions expressions of its own
 * @param joins how rows are joined and de-duplicated
 * @param reading how results are read
 * @param appender how rows get into a table
 * @param capabilities what it can do
 * @param policy what is done for speed
 * @param failures what its errors mean
 */
public record FeatureDialect(
    String name,
    List<String> families,
    String product,
    DatabaseTypes types,
    TableReading tables,
    ByFieldColumns byField,
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
