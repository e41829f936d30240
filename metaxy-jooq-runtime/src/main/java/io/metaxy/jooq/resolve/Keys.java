package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jooq.Field;

/** The input ids under the aliases that every side of a resolve uses. */
final class Keys {

  private Keys() {}

  /** The alias of an input id, by its position. */
  static String alias(int position) {
    return "k_" + position;
  }

  /** Input ids by their aliases. */
  static List<Field<?>> aliased(List<Field<?>> ids) {
    List<Field<?>> keys = new ArrayList<>();
    ids.forEach(id -> keys.add(id.as(alias(keys.size()))));
    return keys;
  }

  /** The keys of any side, with the types of the feature's own table. */
  static List<Field<?>> of(FeatureSource target) {
    List<Field<?>> keys = new ArrayList<>();
    for (String id : target.plan().inputIdColumns()) {
      keys.add(field(name(alias(keys.size())), target.column(id).getDataType()));
    }
    return keys;
  }

  /**
   * The aliases of the ids that can be null in a table.
   *
   * @param own the table's name of an input id
   */
  static Set<String> nullable(FeatureSource source, List<String> ids, UnaryOperator<String> own) {
    Set<String> nullable = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (source.live().column(own.apply(ids.get(i))).nullable()) {
        nullable.add(alias(i));
      }
    }
    return nullable;
  }

  /** A column by its alias alone. */
  static <T> Field<T> named(Field<T> aliased) {
    return field(aliased.getUnqualifiedName(), aliased.getDataType());
  }

  /** Columns by their aliases alone. */
  static List<Field<?>> named(List<Field<?>> aliased) {
    return aliased.stream().<Field<?>>map(Keys::named).toList();
  }
}
