package io.metaxy.jooq.it.model;

import io.metaxy.jooq.it.database.TableForm;
import io.metaxy.jooq.it.database.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Compares engines on a database with the {@link NaiveModel}. */
public final class ModelJudge {

  private static final int MOST_TRIES = 2000;

  private final TestDatabase database;
  private final TableForm form;
  private final List<ModelEngine> engines;

  public ModelJudge(TestDatabase database, TableForm form, List<ModelEngine> engines) {
    this.database = database;
    this.form = form;
    this.engines = engines;
  }

  /** Returns the first difference between an engine and the model; empty if there is none. */
  public Optional<Difference> difference(ModelCase given) throws SQLException {
    String expected = new NaiveModel(given).resolve().toString();
    ModelStage stage = new ModelStage(database, form, given);
    stage.set();
    Optional<Difference> difference =
        engines.stream()
            .filter(engine -> engine.serves(database.fixture(), given))
            .map(engine -> new Difference(given, engine, expected, found(engine, stage)))
            .filter(d -> !d.found.equals(d.expected))
            .findFirst();
    stage.clear();
    return difference;
  }

  /** A failing engine is as wrong as one with a different result. */
  private static String found(ModelEngine engine, ModelStage stage) {
    try {
      return engine.resolve(stage).toString();
    } catch (Exception e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
  }

  /** Returns the difference for a minimal set of rows. */
  public String shrunk(Difference difference) throws SQLException {
    ModelJudge judge = new ModelJudge(database, form, List.of(difference.engine));
    Difference shrunk = difference;
    Optional<Difference> smaller = Optional.of(difference);
    for (int tries = 0; smaller.isPresent(); ) {
      shrunk = smaller.get();
      smaller = Optional.empty();
      for (ModelCase candidate : shrunk.given.smaller()) {
        if (smaller.isEmpty() && tries++ < MOST_TRIES) {
          smaller = judge.difference(candidate);
        }
      }
    }
    return shrunk.engine.name()
        + " on "
        + database.fixture()
        + ", "
        + form
        + "\nexpected\n"
        + shrunk.expected
        + "\nbut found\n"
        + shrunk.found
        + "\nin "
        + shrunk.given;
  }

  /** An engine whose result differs from that of the model. */
  public record Difference(ModelCase given, ModelEngine engine, String expected, String found) {}
}
