package io.metaxy.jooq.migration.script;

/**
 * A script as a snapshot lists it.
 *
 * @param name the file name
 * @param checksum the checksum of its text when it was written
 */
record ScriptMark(String name, String checksum) {

  static ScriptMark of(Script script) {
    return new ScriptMark(script.name(), script.checksum());
  }
}
