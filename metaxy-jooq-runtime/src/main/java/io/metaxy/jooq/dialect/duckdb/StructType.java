package io.metaxy.jooq.dialect.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a STRUCT type of DuckDB: {@code STRUCT(audio VARCHAR, "frames" VARCHAR)}. */
final class StructType {

  private static final Pattern KEY =
      Pattern.compile("[(,]\\s*(?:\"((?:[^\"]|\"\")+)\"|([^\\s\"(),]+))\\s+\\w+");

  private StructType() {}

  static List<String> keys(String typeName) {
    List<String> keys = new ArrayList<>();
    Matcher key = KEY.matcher(typeName);
    while (key.find()) {
      String quoted = key.group(1);
      keys.add(quoted == null ? key.group(2) : quoted.replace("\"\"", "\""));
    }
    return keys;
  }
}
