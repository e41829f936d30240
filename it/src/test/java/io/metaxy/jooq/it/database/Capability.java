package io.metaxy.jooq.it.database;

import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.Capabilities.Transactions;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Features that only some databases have. A test queries them with {@link DatabaseFixture#can}, and
 * asserts the error if one is missing.
 */
public enum Capability {
  /** Nested transactions with savepoints, as the library's dialect declares. */
  SAVEPOINTS,
  /** Knowing the newest instant of a table without a scan, as the library's dialect declares. */
  EXTREMES,
  /**
   * Hashing in SQL with every algorithm, with our functions if needed, as the library's dialect
   * declares.
   */
  EVERY_HASH,
  /** Users can install our functions, even in their own transaction. */
  FUNCTIONS_AT_ANY_TIME,
  /** Roles with restricted privileges. */
  ROLES,
  /** Hiding the columns of a table from roles that may not read it. */
  HIDDEN_TABLES,
  /** A separate privilege for schemas, in addition to those for tables. */
  SCHEMA_RIGHTS,
  /** Rejecting text that is longer than the type of its column allows. */
  TEXT_LENGTHS,
  /** Storing U+0000 in texts, as the library's dialect declares. */
  ZERO_CHARACTERS,
  /** Identity columns that no statement may write. */
  IDENTITIES,
  /** By-field columns as structs, with an entry for each field and no others. */
  STRUCTS,
  /** Columns of lists, as the library's dialect declares; otherwise they are JSON. */
  LISTS,
  /** Columns of documents as structs, maps and lists of them; otherwise they are JSON. */
  NESTED_TYPES,
  /** Keeping the sign of a zero in a floating-point number. */
  SIGNED_ZEROS,
  /** Keeping the sign of a zero in JSON. */
  SIGNED_ZEROS_IN_JSON,
  /** Integers without sign. */
  UNSIGNED_INTEGERS,
  /** Timestamps in seconds, milliseconds and nanoseconds, whose types have other names. */
  UNITS_OF_TIME,
  /** Ordering text by bytes rather than by the rules of a language. */
  BYTE_ORDER,
  /** Undoing the creation of a table and its indexes with the transaction. */
  TABLES_IN_TRANSACTIONS,
  /** Seeing, in a transaction, a table that was created after the transaction began. */
  NEW_TABLES,
  /** Names of indexes that are unique in a schema; otherwise, they are unique in a table. */
  INDEX_NAMES_OF_SCHEMAS,
  /** Access from other processes. */
  DURABLE;

  /** Returns the capabilities that the library's dialect declares, and the given others. */
  static Set<Capability> of(FeatureDialect dialect, Capability... others) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(Arrays.asList(others));
    if (dialect.capabilities().transactions() == Transactions.SAVEPOINTS) {
      all.add(SAVEPOINTS);
    }
    if (!dialect.capabilities().lacks(Lack.ZERO_CHARACTERS)) {
      all.add(ZERO_CHARACTERS);
    }
    if (dialect.types().hasLists()) {
      all.add(LISTS);
    }
    if (dialect.capabilities().knowsExtremes()) {
      all.add(EXTREMES);
    }
    if (Arrays.stream(HashAlgorithm.values()).allMatch(dialect.functions()::hashes)) {
      all.add(EVERY_HASH);
    }
    return all;
  }
}
