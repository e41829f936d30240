package io.metaxy.jooq.it.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a worked example, in two columns: a label and the computed value. */
final class ExampleLines {

  private static final int LENGTH = 8;

  private record Line(String subject, String value) {}

  private final List<Line> lines = new ArrayList<>();

  /** Computes an example. */
  @FunctionalInterface
  interface Example {
    ExampleLines lines() throws Exception;
  }

  ExampleLines add(String subject, Object value) {
    lines.add(new Line(subject, value.toString()));
    return this;
  }

  ExampleLines list(String subject, Collection<?> values) {
    return add(
        subject,
        values.isEmpty()
            ? "none"
            : values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  /** Returns a text and its MD5, which must equal the library's result. */
  ExampleLines md5(String subject, String text, String found) {
    assertEquals(md5(text), found, text);
    return md5(subject, text);
  }

  /** Returns a text and its MD5. */
  ExampleLines md5(String subject, String text) {
    return add(subject, "md5(\"" + text + "\") = " + md5(text));
  }

  static String md5(String text) {
    return NaiveHash.of("md5", LENGTH, text);
  }

  /** Returns texts and the SHA-256 of all of them, which must equal the library's result. */
  ExampleLines sha256(String subject, String found, String... texts) {
    String shown = Stream.of(texts).map(t -> '"' + t + '"').collect(Collectors.joining(", "));
    return sha256(subject, found, shown, List.of(texts));
  }

  /** Returns the same with a given form of the texts. */
  ExampleLines sha256(String subject, String found, String shown, List<String> texts) {
    assertEquals(NaiveHash.of("sha256", found.length(), String.join("", texts)), found, shown);
    return add(subject, "H(" + shown + ") = " + found);
  }

  @Override
  public String toString() {
    int width = lines.stream().mapToInt(line -> line.subject().length()).max().orElse(0);
    return lines.stream()
        .map(
            line -> line.subject() + " ".repeat(width - line.subject().length() + 2) + line.value())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
