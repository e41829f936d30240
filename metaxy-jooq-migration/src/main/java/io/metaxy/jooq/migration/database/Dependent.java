package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of others that uses a table, such as a view, so that the database refuses some changes
 * of the table, or makes them and breaks the object.
 *
 * @param kind what it is, such as {@code view}
 * @param name its name
 * @param table the table that it uses; null when only its text shows that
 * @param columns the columns that it uses; empty when its text shows them, or when it uses all
 * @param text its definition, which mentions what it uses; null when that is known otherwise
 * @param prevents the kinds of changes that it prevents, as in {@link ChangeText#kind}, and {@value
 *     #COPY} when a copy of the table would not have it
 */
record Dependent(
    String kind,
    String name,
    @Nullable String table,
    Set<String> columns,
    @Nullable String text,
    Set<String> prevents) {

  /** In place of a kind of change: a change that copies the table. */
  static final String COPY = "copy";

  public Dependent {
    columns = Set.copyOf(columns);
    prevents = Set.copyOf(prevents);
  }

  /** The same object, using some columns. */
  Dependent using(Set<String> some) {
    return new Dependent(kind, name, table, some, text, prevents);
  }

  /** Its kind and name. */
  public String shown() {
    return kind + " " + name;
  }

  boolean isOn(String name) {
    return table == null ? mentions(name) : table.equalsIgnoreCase(name);
  }

  /**
   * Whether it prevents a change of its table.
   *
   * @param column the present name of the changed column; null for a change of the table
   * @param copies whether the change copies the table
   */
  boolean prevents(Change change, @Nullable String column, boolean copies) {
    return (copies && prevents.contains(COPY))
        || (prevents.contains(ChangeText.kind(change)) && (column == null || uses(column)));
  }

  private boolean uses(String column) {
    return text == null
        ? columns.isEmpty() || columns.stream().anyMatch(column::equalsIgnoreCase)
        : mentions(column);
  }

  private boolean mentions(String name) {
    return text != null
        && Pattern.compile(
                "(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
            .matcher(text)
            .find();
  }
}
