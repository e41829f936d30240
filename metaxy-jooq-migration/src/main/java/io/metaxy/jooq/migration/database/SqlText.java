package io.metaxy.jooq.migration.database;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderKeywordCase;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * Statements, names and literals as jOOQ renders them for a database. The settings are fixed: an
 * application's {@code jooq-settings.xml} does not change its scripts.
 */
public final class SqlText {

  private final DSLContext dsl;

  public SqlText(SQLDialect dialect) {
    dsl =
        DSL.using(
            dialect,
            new Settings()
                .withRenderKeywordCase(RenderKeywordCase.LOWER)
                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                .withRenderNameCase(RenderNameCase.AS_IS)
                .withRenderFormatted(false));
  }

  /** A statement, or a part of one, on one line, with values as literals. */
  public String render(QueryPart part) {
    return dsl.renderInlined(part);
  }

  /** A name in the database's quotes. */
  public String name(String name) {
    return render(DSL.quotedName(name));
  }

  /** Quoted names in parentheses. */
  public String names(List<String> names) {
    return names.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Quoted names, for jOOQ's statements. */
  public static Name[] quoted(List<String> names) {
    return names.stream().map(DSL::quotedName).toArray(Name[]::new);
  }

  /** A text as a literal. */
  public String literal(String text) {
    return render(DSL.inline(text));
  }
}
