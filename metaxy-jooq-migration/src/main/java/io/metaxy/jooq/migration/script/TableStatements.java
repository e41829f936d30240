package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.schema.TableState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a script that create, drop or rename a table, found by its name. They describe
 * a script that has no comments of ours, and confirm those of one that has.
 */
final class TableStatements {

  /** A comment, or a text whose content is no statement; a quoted name is kept. */
  private static final Pattern NO_STATEMENT =
      Pattern.compile("\"[^\"]*+\"|`[^`]*+`|('[^']*+')|(--.*|/\\*(?s:.*?)\\*/)");

  private static final Pattern STRUCT = Pattern.compile("(?i)struct\\s*\\([^)]*\\)");

  private static final String PREFIX =
      "(?:[^\\w\\s\"`]+"
          + TableState.PREFIX.substring(2, TableState.PREFIX.length() - 1)
          + "[^\\w\\s\"`]+)?";

  private static final String SCHEMA = "(?:[^\\s;(]+\\.)?";

  private final String sql;

  private TableStatements(String sql) {
    this.sql = sql;
  }

  static TableStatements of(Script script) {
    return new TableStatements(
        NO_STATEMENT
            .matcher(script.text())
            .replaceAll(
                part ->
                    part.group(2) != null
                        ? " "
                        : part.group(1) != null ? "''" : Matcher.quoteReplacement(part.group())));
  }

  /** Exactly a table's name. */
  static String exactly(String table) {
    return Pattern.quote(table);
  }

  /** A table's name of which only the form in file names is known. */
  static String like(String file) {
    return Pattern.quote(file).replace("_", "\\E.\\Q");
  }

  /** Whether a statement, or a part of one, has a table's name. */
  boolean mention(String name) {
    return find(identifier(name));
  }

  /** Whether a statement drops or renames a table. */
  boolean takeAway(String name) {
    return drop(name) || rename(name);
  }

  /** Whether a statement drops a table. */
  boolean drop(String name) {
    return find(dropped(name));
  }

  /** Whether a statement renames a table. */
  boolean rename(String name) {
    return find(renamed(name));
  }

  /** The number of statements that create a table, of any name. */
  long created() {
    return matcher("\\bcreate\\s+(?:\\w+\\s+){0,3}?table\\s").results().count();
  }

  /** Whether a table exists after the statements. */
  boolean leave(String name, boolean before) {
    Matcher matcher = matcher("(" + made(name) + ")|" + dropped(name) + "|" + renamed(name));
    boolean exists = before;
    while (matcher.find()) {
      exists = matcher.group(1) != null;
    }
    return exists;
  }

  /**
   * Whether a column is ours after the statements of ours: the last one that names it decides. One
   * creates it, or names it after {@code column} or {@code rename to}; another drops it or gives it
   * another name. Keys of structs are not columns.
   *
   * @param before whether it is ours before the statements
   */
  boolean own(String column, boolean before) {
    String name = column(column);
    Matcher matcher =
        columns(
            "(?i:\\bdrop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?)"
                + name
                + "|(?i:\\bcolumn\\s+)"
                + name
                + "(?i:(?=\\s+(?:rename\\s+)?to\\s))"
                + "|((?:[(,]|(?i:\\bcolumn|\\bcolumn if not exists|\\bto))\\s*"
                + name
                + "(?!\\s*\\.))");
    boolean ours = before;
    while (matcher.find()) {
      ours = matcher.group(1) != null;
    }
    return ours;
  }

  /** Whether a statement of ours creates a column, or gives it a type. */
  boolean type(String column) {
    String name = column(column);
    return columns(
            "[(,]\\s*"
                + name
                + "\\s+\\w|(?i:\\badd\\s+column\\s+(?:if\\s+not\\s+exists\\s+)?)"
                + name
                + "|(?i:\\balter\\s+column\\s+)"
                + name
                + "(?i:\\s+(?:set\\s+data\\s+)?type\\b)")
        .find();
  }

  private Matcher columns(String pattern) {
    return Pattern.compile(pattern).matcher(STRUCT.matcher(sql).replaceAll("struct"));
  }

  /** A column's name, quoted as in our scripts. */
  private static String column(String column) {
    return "(?:\""
        + Pattern.quote(column.replace("\"", "\"\""))
        + "\"|`"
        + Pattern.quote(column.replace("`", "``"))
        + "`)";
  }

  private boolean find(String pattern) {
    return matcher(pattern).find();
  }

  private Matcher matcher(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(sql);
  }

  private static String made(String name) {
    return "create\\s+(?:(?:or\\s+replace|cached|unlogged)\\s+)?table\\s+"
        + "(?:if\\s+not\\s+exists\\s+)?"
        + SCHEMA
        + identifier(name)
        + "|alter\\s+table\\s(?![^;]*\\salter\\s)[^;]*\\srename\\s+(?:to|as)\\s+"
        + identifier(name);
  }

  private static String dropped(String name) {
    return "drop\\s+table\\s[^;]*" + identifier(name);
  }

  /** After {@code alter}, it is a column that H2 renames. */
  private static String renamed(String name) {
    return "alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?"
        + SCHEMA
        + identifier(name)
        + "(?!\\s+alter\\s)[^;]*\\srename\\s+(?:to|as)\\s"
        + "|rename\\s+table\\s[^;]*"
        + identifier(name)
        + "\\s+to\\s";
  }

  /** The name, quoted or not, with a prefix of ours or without. */
  private static String identifier(String name) {
    String placed = PREFIX + name;
    return "(?:\"" + placed + "\"|`" + placed + "`|(?<![\\w\"`])" + placed + "(?![\\w\"`]))";
  }
}
