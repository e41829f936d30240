package io.metaxy.jooq.cli;

/** Thrown when a command cannot do its work. The message is a sentence with its remedy. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandException(String sentence) {
    super(sentence);
  }

  CommandException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
