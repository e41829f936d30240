package io.metaxy.jooq.migration.script;

/**
 * A script that a snapshot knows of.
 *
 * @param name its file name
 * @param checksum of its text when it was written
 */
record ScriptMark(String name, String checksum) {

  static ScriptMark of(Script script) {
    return new ScriptMark(script.name(), script.checksum());
  }
}
