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
 * Rejects ids that the database generates, and generated columns by which a feature expands. The
 * pipeline supplies them: with generated ids, a recomputed sample would be a different sample.
 */
public final class ServerGeneratedIds {

  /**
   * Matches constants, with or without a cast. For any other default, the database generates the
   * value.
   */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?i)[(\\s]*(?:cast\\()?\\s*(?:[-+]?[0-9.]+(?:e[-+]?[0-9]+)?|true|false"
              + "|(?:(?:date|time|timestamp|uuid)\\s*)?'(?:[^']|'')*')"
              + "(?:\\s*(?:::|as\\s)[\\w ]+(?:\\(\\d+\\))?)?[)\\s]*");

  private ServerGeneratedIds() {}

  static void check(FeaturePlan feature, TableDefinition table, List<Problem> problems) {
    for (String id : feature.comparedColumns()) {
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
   * Describes how a database generates the values of a column.
   *
   * @param identity whether the column is an identity column
   * @param computed whether the column is computed from other columns
   * @param value the default, as the database reports it; null if there is none
   * @return the end of a sentence, such as {@code is a generated column}; empty if it does not
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
        ? "has the default NULL, or one unknown to jOOQ, such as a function of the database"
        : "has the default " + value;
  }

  /**
   * Returns the problem of an id, or of the id of a parent, that the database generates.
   *
   * @param feature the feature's key as text
   * @param id the id column
   * @param found the result of {@link #found(boolean, boolean, String)}
   */
  public static Problem problem(String feature, String id, String table, String found) {
    return new Problem(
        "server-generated-id",
        feature,
        "id " + id,
        "Cannot let the database generate ids: column "
            + id
            + " of table "
            + table
            + " "
            + found
            + "; remove the identity, default or expression, because the pipeline supplies the"
            + " ids of samples");
  }
}
