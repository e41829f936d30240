package io.metaxy.jooq.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of options that have a rule of their own. */
final class OptionValues {

  private OptionValues() {}

  /** Thrown for a value that an option cannot have. The message says what it must be. */
  static final class Misfit extends TypeConversionException {

    private static final long serialVersionUID = 1L;

    Misfit(String expected) {
      super(expected);
    }
  }

  /** The name of a package. */
  static final class PackageName implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!SourceVersion.isName(text, SourceVersion.RELEASE_17)) {
        throw new Misfit("must be a Java package such as com.acme.db");
      }
      return text;
    }
  }

  /** A path, also one that does not exist. */
  static final class PathText implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
      if (text.isBlank()) {
        throw new Misfit("must not be empty");
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new Misfit(Paths.expected(text));
      }
    }
  }
}
