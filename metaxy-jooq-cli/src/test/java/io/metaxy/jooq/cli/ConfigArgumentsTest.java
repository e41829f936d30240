package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Sentences of the libraries name options as the command line does. */
class ConfigArgumentsTest {

  @Test
  void propertiesInSentencesAreOptions() {
    assertEquals(
        "set --url or --scratch-url, with --current=scripts; see metaxy.toml and \"metaxy.url\"",
        ConfigArguments.inSentence(
            "set metaxy.url or metaxy.scratchUrl, with -Dmetaxy.current=scripts; see metaxy.toml"
                + " and \"metaxy.url\""));
    assertEquals(
        "Invalid value in METAXY_PASSWORD (com/metaxy.url, metaxy.urls)",
        ConfigArguments.inSentence(
            "Invalid value in metaxy.password (com/metaxy.url, metaxy.urls)"));
  }

  @Test
  void statementsInReportsAreUnchanged() {
    String statement = "      comment on table \"clip\" is 'See metaxy.url'\n";
    assertEquals(
        "h2: blocked\n  name it in --drop\n" + statement + "  run it with --harden=true\n",
        ConfigArguments.inReport(
            "h2: blocked\n  name it in metaxy.drop\n"
                + statement
                + "  run it with -Dmetaxy.harden=true\n"));
  }
}
