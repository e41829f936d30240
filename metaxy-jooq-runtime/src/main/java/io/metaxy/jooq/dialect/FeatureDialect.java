package io.metaxy.jooq.dialect;

import java.util.Set;

/**
 * What a database does otherwise, in parts. Each database has a package of its own with these parts
 * and registers its dialect as a service; {@link Dialects} finds it.
 */
public interface FeatureDialect {

  /** The name, for the reader. */
  String name();

  /**
   * The names of jOOQ's dialect families that it serves, such as {@code POSTGRES}; names, because a
   * jOOQ of another version may lack a constant.
   */
  Set<String> families();

  /** What the JDBC driver calls the database ({@code DatabaseMetaData.getDatabaseProductName}). */
  String product();

  /** How by-field columns are stored, bound and read. */
  ByFieldColumns byField();

  /** What the database hashes by. */
  HashFunctions functions();

  /** Expressions of its own. */
  SqlExpressions expressions();

  /** How rows are joined and de-duplicated. */
  JoinStrategy joins();

  /** How results are read. */
  ResultReading reading();

  /** How rows get into a table. */
  RowAppender appender();

  /** What it can do. */
  Capabilities capabilities();

  /** What is done for speed. */
  EnginePolicy policy();

  /** What its errors mean. */
  Failures failures();
}
