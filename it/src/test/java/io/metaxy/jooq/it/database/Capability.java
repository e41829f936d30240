package io.metaxy.jooq.it.database;

import io.metaxy.jooq.dialect.Capabilities.Transactions;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What some databases can and others cannot, where a test has to know. A test asks for it by {@link
 * DatabaseFixture#can} and asserts what it says where it is missing.
 */
public enum Capability {
  /** Transactions are nested by savepoints; the library's dialect says it. */
  SAVEPOINTS,
  /**
   * SQL hashes by every algorithm, if need be by functions of ours; the library's dialect says it.
   */
  EVERY_HASH,
  /** Whoever works with it can give it our functions, in a transaction of theirs as well. */
  FUNCTIONS_AT_ANY_TIME,
  /** There are roles that may not do everything. */
  ROLES,
  /** A role does not even see what a table that it may not read is made of. */
  HIDDEN_TABLES,
  /** A schema is entered by a right of its own, beside those to its tables. */
  SCHEMA_RIGHTS,
  /** A text that is longer than its column's type says is refused. */
  TEXT_LENGTHS,
  /** By-field columns can be structs, which have a place for each field and for no other. */
  STRUCTS,
  /** Text is ordered by its bytes; otherwise as a language does it. */
  BYTE_ORDER,
  /** Other processes see its rows. */
  DURABLE;

  /** What the library knows of a database, and others. */
  static Set<Capability> of(FeatureDialect dialect, Capability... others) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(Arrays.asList(others));
    if (dialect.capabilities().transactions() == Transactions.SAVEPOINTS) {
      all.add(SAVEPOINTS);
    }
    if (Arrays.stream(HashAlgorithm.values()).allMatch(dialect.functions()::hashes)) {
      all.add(EVERY_HASH);
    }
    return all;
  }
}
