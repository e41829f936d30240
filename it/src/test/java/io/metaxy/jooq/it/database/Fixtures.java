package io.metaxy.jooq.it.database;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tested databases, each in one or more kinds. */
public final class Fixtures {

  /** The name of {@link #every()} for a {@code MethodSource}. */
  public static final String EVERY = "io.metaxy.jooq.it.database.Fixtures#every";

  /** The name of {@link #durable()} for a {@code MethodSource}. */
  public static final String DURABLE = "io.metaxy.jooq.it.database.Fixtures#durable";

  private static final List<DatabaseFixture[]> DATABASES =
      List.of(
          H2Fixture.values(), //
          PostgresFixture.values(),
          DuckDbFixture.values(),
          MariaDbFixture.values());

  private Fixtures() {}

  /** Returns every kind of every database; seeds contain the index in this list. */
  public static List<DatabaseFixture> every() {
    return DATABASES.stream().flatMap(Arrays::stream).toList();
  }

  /** Returns the kinds that have a capability. */
  public static List<DatabaseFixture> with(Capability capability) {
    return every().stream().filter(fixture -> fixture.can(capability)).toList();
  }

  /** Returns the fastest kind of each database. */
  public static List<DatabaseFixture> quickest() {
    return DATABASES.stream().map(kinds -> kinds[0]).toList();
  }

  /** Returns the fastest kind of each database that other processes can access. */
  public static List<DatabaseFixture> durable() {
    return DATABASES.stream()
        .flatMap(kinds -> Stream.of(kinds).filter(kind -> kind.can(Capability.DURABLE)).limit(1))
        .toList();
  }

  /** Returns the kind for tests that can use any database. */
  public static DatabaseFixture any() {
    return every().get(0);
  }

  public static DatabaseFixture named(String name) {
    return every().stream()
        .filter(fixture -> fixture.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Cannot find a database " + name));
  }
}
