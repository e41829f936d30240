package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiled sources of a test, generated or given as text, and their class loader. */
final class Compiled {

  private final Path classes;

  private Compiled(Path classes) {
    this.classes = classes;
  }

  static Compiled of(Path sources) {
    Path classes = sources.resolveSibling("classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Stream<Path> all = Files.walk(sources);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Files.createDirectories(classes);
      List<File> java = all.filter(f -> f.toString().endsWith(".java")).map(Path::toFile).toList();
      List<String> options =
          List.of(
              "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      boolean done =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromFiles(java))
              .call();
      if (!done) {
        throw new AssertionError("Cannot compile the generated code:\n" + messages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Compiled(classes);
  }

  private static final Pattern NAME =
      Pattern.compile("package ([\\w.]+);.*?public \\w+ (\\w+)", Pattern.DOTALL);

  /** Compiles sources given as text, each with its package and class name. */
  static Compiled of(Path directory, String... sources) {
    try {
      for (String source : sources) {
        Matcher matcher = NAME.matcher(source);
        assertTrue(matcher.find(), source);
        Path folder = directory.resolve("src").resolve(matcher.group(1).replace('.', '/'));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(matcher.group(2) + ".java"), source);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(directory.resolve("src"));
  }

  /** The directory of the class files. */
  Path classes() {
    return classes;
  }

  ClassLoader loader() {
    return loader(classes);
  }

  static ClassLoader loader(Path place) {
    try {
      return new URLClassLoader(new URL[] {place.toUri().toURL()}, Compiled.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(Codegen.PACKAGE + "." + name, true, loader());
  }
}
