package io.metaxy.jooq.store;

/** What a store does with a table, in the words of its errors. */
enum Operation {
  LOOK_AT("look at", "SELECT"),
  LOOK_FOR("look for", "SELECT"),
  READ("read", "SELECT"),
  RESOLVE("resolve", "SELECT"),
  WRITE("write", "SELECT and INSERT"),
  DELETE("delete from", "SELECT and INSERT");

  private final String verb;
  private final String rights;

  Operation(String verb, String rights) {
    this.verb = verb;
    this.rights = rights;
  }

  /** The verb of the sentence "Cannot … table". */
  String verb() {
    return verb;
  }

  /** The rights on tables that it needs, for the reader. */
  String rights() {
    return rights;
  }
}
