package io.metaxy.jooq.cli;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands in this process, side by side. */
@Execution(ExecutionMode.CONCURRENT)
class CommandsTest extends Commands {

  @Override
  Runner runner() {
    return new InProcess();
  }
}
