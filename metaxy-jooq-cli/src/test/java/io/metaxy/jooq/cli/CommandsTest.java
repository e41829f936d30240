package io.metaxy.jooq.cli;

/** The commands in this process. */
class CommandsTest extends Commands {

  @Override
  Runner runner() {
    return new InProcess();
  }
}
