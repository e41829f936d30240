package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.TimeLimits;
import io.metaxy.jooq.value.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
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
   * Checks that the texts and times of a condition reach the database unchanged; otherwise, it
   * would find other rows.
   *
   * @throws IllegalArgumentException if one does not
   */
  public static void checkValues(
      Capabilities capabilities, FeatureKey feature, Condition condition) {
    for (QueryPart part : parts(condition)) {
      if (part instanceof Param<?> param && param.getValue() instanceof String text) {
        checkText(capabilities.unicode(), feature, text);
      } else if (part instanceof Param<?> param) {
        checkTime(capabilities.times(), feature, param.getValue());
      }
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
