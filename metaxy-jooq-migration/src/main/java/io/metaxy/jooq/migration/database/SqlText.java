package io.metaxy.jooq.migration.database;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Names and literals as a database writes them. */
public final class SqlText {

  private final DSLContext dsl;

  public SqlText(SQLDialect dialect) {
    dsl = DSL.using(dialect);
  }

  /** A quoted name. */
  public String name(String name) {
    return dsl.render(DSL.quotedName(name));
  }

  /** Quoted names in parentheses. */
  public String names(List<String> names) {
    return names.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** A text as a literal. */
  public String literal(String text) {
    return dsl.renderInlined(DSL.inline(text));
  }
}
