package io.metaxy.jooq.context;

/** What a store does with a table, as errors word it. */
public enum Operation {
  LOOK_AT("inspect", "SELECT"),
  LOOK_FOR("look up", "SELECT"),
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

  /** The privileges on tables that it requires, for messages. */
  String rights() {
    return rights;
  }
}
