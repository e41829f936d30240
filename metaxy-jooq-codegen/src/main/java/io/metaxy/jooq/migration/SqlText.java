package io.metaxy.jooq.migration;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Names and literals as a database writes them. */
final class SqlText {

  private final DSLContext dsl;

  SqlText(SQLDialect dialect) {
    dsl = DSL.using(dialect);
  }

  /** A quoted name. */
  String name(String name) {
    return dsl.render(DSL.quotedName(name));
  }

  /** Quoted names in parentheses. */
  String names(List<String> names) {
    return names.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** A text as a literal. */
  String literal(String text) {
    return dsl.renderInlined(DSL.inline(text));
  }
}
