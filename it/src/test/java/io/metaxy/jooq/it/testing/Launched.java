package io.metaxy.jooq.it.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Tests of a user, run by JUnit: two at the same time. */
record Launched(EngineExecutionResults results) {

  static Launched run(Class<?> tests) {
    return new Launched(
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(tests))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
            .execute());
  }

  /** The messages of the failures of tests and containers, without JUnit's own words. */
  List<String> failures() {
    return results.allEvents().failed().stream().map(Launched::message).toList();
  }

  long succeeded() {
    return results.testEvents().succeeded().count();
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(error -> error.getCause() == null ? error : error.getCause())
        .map(Throwable::getMessage)
        .orElse("no message");
  }
}
