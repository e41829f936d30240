package io.metaxy.jooq.dialect.postgresql;

import static org.jooq.impl.DSL.field;

import io.metaxy.jooq.dialect.HashFunctions;
import io.metaxy.jooq.graph.HashAlgorithm;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** PostgreSQL has MD5 and SHA-256, and no xxHash. */
final class PostgresHashFunctions implements HashFunctions {

  @Override
  public boolean hashes(HashAlgorithm algorithm) {
    return algorithm.hex();
  }

  @Override
  public Field<String> hash(HashAlgorithm algorithm, Field<String> text) {
    return switch (algorithm) {
      case MD5 -> field("md5({0})", SQLDataType.VARCHAR, text);
      case SHA256 ->
          field("encode(sha256(convert_to({0}, 'UTF8')), 'hex')", SQLDataType.VARCHAR, text);
      default ->
          throw new UnsupportedOperationException(
              "Cannot hash with " + algorithm.text() + "; use the engine MERGE");
    };
  }
}
