package io.metaxy.jooq.sql;

import org.jooq.Configuration;
import org.jooq.ConverterProvider;
import org.jooq.DSLContext;
import org.jooq.DiagnosticsListenerProvider;
import org.jooq.FormattingProvider;
import org.jooq.RecordListenerProvider;
import org.jooq.RecordMapperProvider;
import org.jooq.RecordUnmapperProvider;
import org.jooq.VisitListenerProvider;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * The configuration of the store's own statements. From the caller's it keeps what concerns the
 * database and the observation of statements: connections, transactions, the dialect, the mapping
 * of schemas and tables, the query timeout, execute listeners and logging. All else has jOOQ's
 * defaults, because a limit of rows, unquoted names or a listener that changes statements would
 * change results.
 */
public final class StatementConfiguration {

  private StatementConfiguration() {}

  /** The caller's database, as the store's own statements use it. */
  public static DSLContext of(DSLContext caller) {
    Configuration own = caller.configuration().derive();
    own.set(settings(own.settings()));
    own.set(new RecordListenerProvider[0]);
    own.set(new VisitListenerProvider[0]);
    own.set(new DiagnosticsListenerProvider[0]);
    own.set((RecordMapperProvider) null);
    own.set((RecordUnmapperProvider) null);
    own.set((ConverterProvider) null);
    own.set((FormattingProvider) null);
    return DSL.using(own);
  }

  private static Settings settings(Settings caller) {
    Settings own = new Settings();
    own.setRenderMapping(caller.getRenderMapping());
    own.setRenderCatalog(caller.isRenderCatalog());
    own.setRenderSchema(caller.isRenderSchema());
    own.setQueryTimeout(caller.getQueryTimeout());
    own.setQueryPoolable(caller.getQueryPoolable());
    own.setBackslashEscaping(caller.getBackslashEscaping());
    own.setAttachRecords(caller.isAttachRecords());
    own.setExecuteLogging(caller.isExecuteLogging());
    own.setExecuteLoggingSQLExceptions(caller.isExecuteLoggingSQLExceptions());
    own.setExecuteListenerStartInvocationOrder(caller.getExecuteListenerStartInvocationOrder());
    own.setExecuteListenerEndInvocationOrder(caller.getExecuteListenerEndInvocationOrder());
    own.setTransactionListenerStartInvocationOrder(
        caller.getTransactionListenerStartInvocationOrder());
    own.setTransactionListenerEndInvocationOrder(caller.getTransactionListenerEndInvocationOrder());
    return own;
  }
}
