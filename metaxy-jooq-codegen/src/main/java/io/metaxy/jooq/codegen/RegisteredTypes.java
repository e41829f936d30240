package io.metaxy.jooq.codegen;

import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.exception.SQLDialectNotSupportedException;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.Database;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.jaxb.ForcedType;

/**
 * Makes jOOQ find types by their names in every locale. When jOOQ starts, it registers them in the
 * upper case of the default locale, in Turkish {@code TİMESTAMP}, which is not the {@code
 * TIMESTAMP} of a database.
 */
final class RegisteredTypes {

  private RegisteredTypes() {}

  /**
   * Registers the standard types by their names in the upper case of {@link Locale#ROOT}. Otherwise
   * the first type with a converter that is made in that locale takes the name, and statements of
   * plain SQL read all values of the standard type with that converter.
   */
  static void complete() {
    for (Field constant : SQLDataType.class.getFields()) {
      DataType<?> type = standard(constant);
      String name = type.getTypeName().toUpperCase(Locale.ROOT);
      if (!name.equals(type.getTypeName().toUpperCase(Locale.getDefault()))) {
        register(type.getType(), name);
      }
    }
  }

  private static DataType<?> standard(Field constant) {
    try {
      return (DataType<?>) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> DataType<T> register(Class<T> type, String name) {
    SQLDialect standard = null;
    return new DefaultDataType<>(standard, type, name);
  }

  /**
   * Registers the types of a database's columns, of the elements of its lists and of forced types
   * by their names in the upper case of {@link Locale#ROOT}.
   *
   * @param start the default locale when jOOQ started
   */
  static void complete(Database database, Locale start) {
    Set<String> names = new LinkedHashSet<>();
    for (TableDefinition table : database.getTables()) {
      for (ColumnDefinition column : table.getColumns()) {
        String type = column.getDefinedType().getType();
        names.add(type);
        names.add(ListMatch.elementName(type));
      }
    }
    for (ForcedType type : database.getConfiguredForcedTypes()) {
      if (type.getName() != null) {
        names.add(type.getName());
      }
    }
    names.forEach(name -> complete(database.getDialect(), name, start));
  }

  private static void complete(SQLDialect dialect, String name, Locale start) {
    String registered = name.toLowerCase(Locale.ROOT).toUpperCase(start);
    if (!registered.equals(name.toUpperCase(Locale.ROOT))) {
      find(dialect, registered)
          .map(DataType::getSQLDataType)
          .ifPresent(type -> register(dialect, type, name));
    }
  }

  /** A new type registers itself. */
  private static <T> DataType<T> register(SQLDialect dialect, DataType<T> type, String name) {
    return new DefaultDataType<>(dialect, type, name);
  }

  private static Optional<DataType<?>> find(SQLDialect dialect, String name) {
    try {
      return Optional.of(DefaultDataType.getDataType(dialect, name));
    } catch (SQLDialectNotSupportedException e) {
      return Optional.empty();
    }
  }
}
