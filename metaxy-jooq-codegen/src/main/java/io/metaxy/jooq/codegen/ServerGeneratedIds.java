package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.DataTypeDefinition;
import org.jooq.meta.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Ids are given by the pipeline, never made by the database: a sample that is computed again would
 * be another one.
 */
public final class ServerGeneratedIds {

  /** Constants, casts of them included; everything else asks the database for a value. */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?i)[(\\s]*(?:cast\\()?\\s*(?:[-+]?[0-9.]+(?:e[-+]?[0-9]+)?|true|false"
              + "|(?:(?:date|time|timestamp|uuid)\\s*)?'(?:[^']|'')*')"
              + "(?:\\s*(?:::|as\\s)[\\w ]+(?:\\(\\d+\\))?)?[)\\s]*");

  private ServerGeneratedIds() {}

  static void check(FeaturePlan feature, TableDefinition table, List<Problem> problems) {
    for (String id : feature.idColumns()) {
      ColumnDefinition column = table.getColumn(id);
      if (column != null) {
        String found = found(column);
        if (!found.isEmpty()) {
          problems.add(problem(feature.key().toString(), id, table.getName(), found));
        }
      }
    }
  }

  private static String found(ColumnDefinition column) {
    DataTypeDefinition type = column.getDefinedType();
    return found(
        column.isIdentity() || type.isIdentity(),
        type.isComputed() || type.getGeneratedAlwaysAs() != null,
        type.getDefaultValue());
  }

  /**
   * How a database makes the values of a column, for the reader, such as {@code is a generated
   * column}; empty when it does not.
   *
   * @param identity whether it counts
   * @param computed whether it computes them from other columns
   * @param value the default as the database has it; null is none
   */
  public static String found(boolean identity, boolean computed, @Nullable String value) {
    if (identity) {
      return "is an identity, serial or auto-increment column";
    }
    if (computed) {
      return "is a generated column";
    }
    if (value == null || value.isBlank() || CONSTANT.matcher(value).matches()) {
      return "";
    }
    return value.equalsIgnoreCase("null")
        ? "has the default NULL, or one that jOOQ does not know, such as a function of the database"
        : "has the default " + value;
  }

  /**
   * The problem of an id that the database makes.
   *
   * @param feature the feature's key as text
   * @param found what the column is, such as {@code is a generated column}
   */
  public static Problem problem(String feature, String id, String table, String found) {
    return new Problem(
        "server-generated-id",
        feature,
        "id " + id,
        "Cannot let the database make ids: column "
            + id
            + " of table "
            + table
            + " "
            + found
            + "; remove that, because the ids of samples are given, not made");
  }
}
