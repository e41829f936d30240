package io.metaxy.jooq.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.tools.jdbc.JDBCUtils;

/** Finds the dialect of a database, by name or by product. */
public final class Dialects {

  /** The name of jOOQ's dialect that {@code toString()} renders in, which is not a database. */
  private static final String NO_DATABASE = "DEFAULT";

  private static final List<DialectProvider> PROVIDERS =
      ServiceLoader.load(DialectProvider.class, DialectProvider.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private static final List<FeatureDialect> ALL =
      PROVIDERS.stream().map(DialectProvider::dialect).toList();

  private Dialects() {}

  /**
   * The dialect of a database. For jOOQ's {@code toString()}, the first dialect is used.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  public static FeatureDialect of(SQLDialect dialect) {
    String family = family(dialect);
    for (FeatureDialect known : ALL) {
      if (family.equals(NO_DATABASE) || known.families().contains(family)) {
        return known;
      }
    }
    throw unsupported(dialect);
  }

  /**
   * Checks that a store can work in a database.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  public static void check(SQLDialect dialect) {
    if (family(dialect).equals(NO_DATABASE)) {
      throw unsupported(dialect);
    }
    of(dialect);
  }

  /**
   * The dialect of a connection's database, if it is known to differ from the given one: by its URL
   * as jOOQ understands it, otherwise by its product name.
   */
  public static Optional<SQLDialect> another(Connection connection, SQLDialect dialect)
      throws SQLException {
    SQLDialect there = JDBCUtils.dialect(connection);
    if (family(there).equals(NO_DATABASE)) {
      return ofProduct(connection)
          .filter(known -> !known.families().contains(family(dialect)))
          .flatMap(known -> known.families().stream())
          .map(Dialects::named)
          .flatMap(Optional::stream)
          .findFirst();
    }
    return family(there).equals(family(dialect)) ? Optional.empty() : Optional.of(there.family());
  }

  /** All dialects, in the order in which they are registered. */
  public static List<FeatureDialect> all() {
    return ALL;
  }

  /**
   * The dialect of a connection's database: by its URL as jOOQ understands it, otherwise by its
   * product name.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  public static SQLDialect of(Connection connection) throws SQLException {
    SQLDialect there = JDBCUtils.dialect(connection);
    SQLDialect found =
        family(there).equals(NO_DATABASE)
            ? ofProduct(connection).findFirst().map(Dialects::recommended).orElse(there)
            : there;
    check(found);
    return found;
  }

  /** The recommended dialect of jOOQ for a database. */
  public static SQLDialect recommended(FeatureDialect known) {
    return known.families().stream()
        .flatMap(family -> named(family).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "Cannot use "
                        + known.name()
                        + ": this version of jOOQ does not have it; use a newer one"));
  }

  private static Stream<FeatureDialect> ofProduct(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return ALL.stream().filter(known -> known.product().equalsIgnoreCase(product));
  }

  /** jOOQ's dialect with this name; empty if this version of jOOQ does not have it. */
  public static Optional<SQLDialect> named(String family) {
    return Stream.of(SQLDialect.values())
        .filter(dialect -> dialect.name().equals(family))
        .findFirst();
  }

  private static String family(SQLDialect dialect) {
    return dialect.family().name();
  }

  private static UnsupportedOperationException unsupported(SQLDialect dialect) {
    String name = dialect.family().getName();
    if (ALL.isEmpty()) {
      return new UnsupportedOperationException(
          "Cannot find the file META-INF/services/"
              + DialectProvider.class.getName()
              + "; if the application is packed into one jar, merge the service files of its"
              + " libraries");
    }
    return new UnsupportedOperationException(
        "Cannot use the database "
            + (name.isEmpty() ? dialect : name)
            + reason(family(dialect))
            + " (must be "
            + listed(ALL.stream().map(FeatureDialect::name).toList())
            + "); configure the DSLContext with SQLDialect."
            + listed(ALL.stream().map(known -> known.families().get(0)).toList()));
  }

  private static String reason(String family) {
    return PROVIDERS.stream()
        .map(provider -> provider.refused().get(family))
        .filter(Objects::nonNull)
        .map(reason -> ": " + reason)
        .findFirst()
        .orElse("");
  }

  /** {@code a, b or c}. */
  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
