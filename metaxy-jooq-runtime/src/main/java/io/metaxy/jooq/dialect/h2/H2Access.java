package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.connect.DatabaseAccess;

/** How H2 is opened. */
final class H2Access implements DatabaseAccess {

  @Override
  public String type() {
    return "h2";
  }

  @Override
  public String urlStart() {
    return "jdbc:h2:";
  }

  @Override
  public String driver() {
    return "org.h2.Driver";
  }

  @Override
  public String artifact() {
    return "com.h2database:h2";
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public String shared(String url, String name) {
    return H2Tables.isUnnamed(url)
        ? H2Tables.UNNAMED + name + url.substring(H2Tables.UNNAMED.length())
        : url;
  }
}
