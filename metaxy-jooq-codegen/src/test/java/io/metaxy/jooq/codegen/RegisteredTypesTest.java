package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.value.DurationConverter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Types that jOOQ finds by name, also in Turkish, the locale of the build's tests. */
class RegisteredTypesTest {

  @Test
  void convertersOfGeneratedCodeDoNotReadPlainSql() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      DSLContext dsl = DSL.using(connection);
      assertEquals(7L, dsl.fetchValue("select cast(7 as bigint)"));
      RootLocale.run(
          locale ->
              assertEquals(
                  Duration.class,
                  SQLDataType.BIGINT.asConvertedDataType(new DurationConverter()).getType()));
      assertEquals(7L, dsl.fetchValue("select cast(7 as bigint)"));
    }
  }
}
