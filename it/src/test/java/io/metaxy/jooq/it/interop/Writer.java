package io.metaxy.jooq.it.interop;

/** The side that acts. */
enum Writer {
  JAVA,
  PEER;

  Writer other() {
    return this == JAVA ? PEER : JAVA;
  }
}
