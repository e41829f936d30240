package io.metaxy.jooq.sql;

import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** The columns that the caller's conditions use. */
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

  /** The names of a condition's columns. */
  public static Set<String> names(Condition condition) {
    return fields(condition).stream().map(Field::getName).collect(Collectors.toSet());
  }

  /** The table columns that jOOQ visits when it renders a condition. */
  private static List<TableField<?, ?>> fields(Condition condition) {
    List<TableField<?, ?>> fields = new ArrayList<>();
    VisitListener listener =
        new VisitListener() {
          @Override
          public void visitStart(VisitContext context) {
            if (context.queryPart() instanceof TableField<?, ?> field) {
              fields.add(field);
            }
          }
        };
    DSL.using(new DefaultConfiguration().derive(listener)).render(condition);
    return fields;
  }
}
