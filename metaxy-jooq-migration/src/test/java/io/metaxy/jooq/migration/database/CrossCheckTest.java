package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.CommentOnColumn;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecPair;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Meta;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/**
 * Cross-checks with jOOQ's own differ, which does not know about renames or losses: applied on H2
 * to the tables of one set of specs, its statements turn them into those of the other set.
 */
class CrossCheckTest {

  private static final int PAIRS = 100;

  @Test
  void jooqComesToTheSameTables() throws Exception {
    int checked = 0;
    for (int number = 0; checked < PAIRS; number++) {
      SpecPair pair = SpecPair.of(number, MigrationDatabase.H2).orElse(null);
      if (pair != null) {
        check(pair);
        checked++;
      }
    }
  }

  private static void check(SpecPair pair) throws Exception {
    try (MigratedDatabase database = new MigratedDatabase(MigrationDatabase.H2, "mx_")) {
      DSLContext dsl = DSL.using(database.connection(), MigrationDatabase.H2.dialect());
      for (String statement : creation(pair.before())) {
        dsl.execute(statement);
      }
      Meta before = dsl.meta(creation(pair.before()).toArray(String[]::new));
      Meta desired = dsl.meta(creation(pair.desired()).toArray(String[]::new));
      for (Query query : before.migrateTo(desired)) {
        dsl.execute(query);
      }
      SchemaState live = database.read(pair.desired());
      SchemaDiff diff = Differ.diff(pair.desired(), live, Renames.NONE, Set.of());
      assertEquals(
          List.of(),
          diff.changes().stream()
              .filter(change -> !isComment(change) && !fixesElements(change))
              .map(ChangeText::of)
              .toList());
    }
  }

  /** jOOQ does not know the number of elements of an array. */
  private static boolean fixesElements(Change change) {
    return change instanceof ChangeType type
        && type.to().type() instanceof Scalar to
        && to.elements() != null
        && type.from().type().equals(Scalar.list(to.innermost(), null));
  }

  /** jOOQ omits the comments of columns that it adds. */
  private static boolean isComment(Change change) {
    return change instanceof CommentOnColumn;
  }

  private static List<String> creation(SchemaState state) {
    Ddl ddl = Databases.of(MigrationDatabase.H2).ddl();
    List<String> statements = new ArrayList<>();
    for (TableState table : state.tables()) {
      ddl.statements(new CreateTable(table))
          .forEach(sql -> statements.add(sql.replace(TableState.PREFIX, "mx_")));
    }
    return statements;
  }
}
