package io.metaxy.jooq.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/**
 * Thrown for text that is not JSON. The message is part of a sentence: what is wrong, and where, as
 * in {@code Unexpected character ('}' (code 125)) at line 1, column 21}. The catcher adds what
 * cannot be read and how to correct it.
 */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Reduces Jackson's message to one line. */
  public JsonException(IOException cause) {
    super(reason(cause) + place(cause), cause);
  }

  private static String reason(IOException e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return String.valueOf(message)
        .lines()
        .findFirst()
        .orElse("no reason given")
        .replaceAll("\\s*\\(start marker at \\[Source: [^\\]]*\\]?.*\\)?$", "");
  }

  private static String place(IOException e) {
    JsonLocation place = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
