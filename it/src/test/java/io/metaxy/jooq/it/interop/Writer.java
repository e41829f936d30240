package io.metaxy.jooq.it.interop;

/** Which of the two sides acts. */
enum Writer {
  JAVA,
  PEER;

  Writer other() {
    return this == JAVA ? PEER : JAVA;
  }
}
