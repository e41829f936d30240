package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.TimeLimits;
import io.metaxy.jooq.value.Unicode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/** The columns and values that the caller's conditions use. */
public final class ConditionColumns {

  private ConditionColumns() {}

  /**
   * Checks that a condition uses columns of one table only.
   *
   * @throws IllegalArgumentException if it has a column of another table, or one that the table
   *     lacks
   */
  public static void check(String noun, FeatureTable<?> table, Condition condition) {
    Objects.requireNonNull(condition, "condition");
    for (TableField<?, ?> field : fields(condition)) {
      Table<?> owner = field.getTable();
      if (owner != null && !owner.getName().equals(table.getName())) {
        throw new IllegalArgumentException(
            "Cannot use the "
                + noun
                + " ("
                + condition
                + ") on "
                + table.featureKey()
                + ": column "
                + field.getName()
                + " belongs to table "
                + owner.getName()
                + "; use the columns of "
                + table.getName());
      }
      Field<?> known = table.field(field.getName());
      if (known == null) {
        throw new IllegalArgumentException(
            "Cannot use the "
                + noun
                + " ("
                + condition
                + ") on "
                + table.featureKey()
                + ": there is no column "
                + field.getName()
                + "; correct the name");
      }
    }
  }

  /**
   * Checks that the texts and times of a condition reach the database unchanged, and that it does
   * not compare JSON; otherwise, it would find other rows, or only some databases would run it.
   *
   * @throws IllegalArgumentException if it does not satisfy this
   */
  public static void checkValues(
      Capabilities capabilities, FeatureKey feature, Condition condition) {
    for (QueryPart part : parts(condition)) {
      if (part instanceof Param<?> param) {
        checkValue(capabilities, feature, param.getValue());
      } else if (part instanceof QOM.CompareCondition<?, ?> comparison) {
        checkJson(feature, comparison.$arg1());
        checkJson(feature, comparison.$arg2());
      } else if (part instanceof QOM.InList<?> in) {
        checkJson(feature, in.$arg1());
      } else if (part instanceof QOM.NotInList<?> in) {
        checkJson(feature, in.$arg1());
      }
    }
  }

  /** The text of JSON depends on the database, and some databases cannot compare it. */
  private static void checkJson(FeatureKey feature, Field<?> operand) {
    if (operand instanceof TableField<?, ?>
        && operand.getConverter().fromType() == JSON.class
        && !SystemColumns.isByField(operand.getName())) {
      throw new IllegalArgumentException(
          "Cannot use a condition on "
              + feature
              + ": column "
              + operand.getName()
              + " has type JSON, which conditions cannot compare; test it with isNull(), or compare"
              + " another column");
    }
  }

  private static void checkValue(
      Capabilities capabilities, FeatureKey feature, @Nullable Object value) {
    if (value instanceof String text) {
      checkText(capabilities.unicode(), feature, text);
    } else if (value instanceof Object[] list) {
      Arrays.asList(list).forEach(element -> checkValue(capabilities, feature, element));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> checkValue(capabilities, feature, element));
    } else {
      checkTime(capabilities.times(), feature, value);
    }
  }

  private static void checkTime(TimeLimits limits, FeatureKey feature, @Nullable Object value) {
    Optional<String> range = limits.exceeded(value);
    if (range.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot use a condition on "
              + feature
              + ": it contains "
              + value
              + "; use a value from "
              + range.get()
              + ", because this database cannot store other values");
    }
  }

  /** The same for one text. */
  public static void checkText(Unicode unicode, FeatureKey feature, String text) {
    Optional<String> reason = unicode.refused(text);
    if (reason.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot use a condition on " + feature + ": a text in it " + reason.get());
    }
  }

  /** The names of a condition's columns. */
  public static Set<String> names(Condition condition) {
    return fields(condition).stream().map(Field::getName).collect(Collectors.toSet());
  }

  /** The table columns that jOOQ visits when it renders a condition. */
  private static List<TableField<?, ?>> fields(Condition condition) {
    List<TableField<?, ?>> fields = new ArrayList<>();
    for (QueryPart part : parts(condition)) {
      if (part instanceof TableField<?, ?> field) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static List<QueryPart> parts(Condition condition) {
    List<QueryPart> parts = new ArrayList<>();
    VisitListener listener =
        new VisitListener() {
          @Override
          public void visitStart(VisitContext context) {
            parts.add(context.queryPart());
          }
        };
    DSL.using(new DefaultConfiguration().derive(listener)).render(condition);
    return parts;
  }
}
