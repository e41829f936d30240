package io.metaxy.jooq.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option for the format of a result. */
final class FormatOption {

  private static final String PLAIN = "plain";
  private static final String TEXT = "text";
  private static final String JSON = "json";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "plain|json",
      defaultValue = PLAIN,
      completionCandidates = Names.class,
      converter = Converter.class,
      description = "The format: plain (the default; also text) or json.")
  private String format = PLAIN;

  boolean isJson() {
    return format.equals(JSON);
  }

  /** Refuses other formats. */
  static final class Converter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!List.of(PLAIN, TEXT, JSON).contains(text)) {
        throw new TypeConversionException("must be plain, text or json");
      }
      return text;
    }
  }

  /** The formats, for completion. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return List.of(PLAIN, TEXT, JSON).iterator();
    }
  }
}
