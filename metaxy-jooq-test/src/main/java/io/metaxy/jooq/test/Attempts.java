package io.metaxy.jooq.test;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.Failures;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;

/** Repeats statements that change schemas, because those of other tests can lock the catalog. */
final class Attempts {

  private static final int ATTEMPTS = 10;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private Attempts() {}

  /** Runs statements, and runs them again with longer and longer pauses as long as they fail. */
  static void run(SQLDialect dialect, Runnable statements) {
    for (int attempt = 1; ; attempt++) {
      try {
        statements.run();
        return;
      } catch (DataAccessException e) {
        SQLException error = Failures.cause(e);
        if (attempt == ATTEMPTS
            || error == null
            || Dialects.of(dialect).failures().of(error).isLasting()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE * attempt);
      }
    }
  }
}
