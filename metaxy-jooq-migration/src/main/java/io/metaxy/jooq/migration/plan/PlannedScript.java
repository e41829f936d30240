package io.metaxy.jooq.migration.plan;

import java.util.List;

/**
 * A script to write.
 *
 * @param verb what it does, the first part of its description: {@code create}, {@code alter},
 *     {@code upgrade}, {@code validate}, {@code key}, {@code index}, {@code drop}, {@code adopt}
 * @param table the table's name, the second part of its description
 * @param transactional whether Flyway may run it in a transaction; when not, it has one statement
 *     and a {@code .conf}
 * @param note what the reader must know before running it; empty for nothing
 * @param statements the statements, in order
 */
public record PlannedScript(
    String verb,
    String table,
    boolean transactional,
    String note,
    List<PlannedStatement> statements) {

  public PlannedScript {
    statements = List.copyOf(statements);
  }
}
