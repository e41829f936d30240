package io.metaxy.jooq.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The classes of {@code --classpath}, for this thread. Closing it ends their use. */
final class UserClasses implements AutoCloseable {

  private static final String ALL_JARS = "*";

  /** What {@code folder/*} includes in Java. */
  private static final Pattern JAR = Pattern.compile("(?s).*\\.(?:jar|JAR)");

  private final URLClassLoader loader;
  private final ClassLoader before;

  private UserClasses(URLClassLoader loader, ClassLoader before) {
    this.loader = loader;
    this.before = before;
  }

  /**
   * Loads the classes of a class path, below those of this command.
   *
   * @throws CommandException if an entry does not exist
   */
  static UserClasses open(Path directory, List<String> entries) {
    Quiet.libraries();
    List<URL> urls = new ArrayList<>();
    for (String entry : entries) {
      for (Path path : paths(directory, entry)) {
        urls.add(url(path));
      }
    }
    Thread thread = Thread.currentThread();
    UserClasses classes =
        new UserClasses(
            new URLClassLoader(urls.toArray(URL[]::new), UserClasses.class.getClassLoader()),
            thread.getContextClassLoader());
    thread.setContextClassLoader(classes.loader);
    return classes;
  }

  private static List<Path> paths(Path directory, String entry) {
    if (entry.equals(ALL_JARS) || entry.endsWith("/*") || entry.endsWith("\\*")) {
      return jars(resolved(directory, entry.substring(0, entry.length() - 1)), entry);
    }
    Path path = resolved(directory, entry);
    if (!Files.exists(path)) {
      throw missing(entry, "it does not exist");
    }
    if (Files.isRegularFile(path)) {
      refuseDamaged(path, entry);
    }
    return List.of(path);
  }

  private static Path resolved(Path directory, String entry) {
    try {
      return directory.resolve(entry);
    } catch (InvalidPathException e) {
      throw new CommandException(
          "Cannot use an entry of --classpath: it " + Failures.expected(entry), e);
    }
  }

  private static List<Path> jars(Path folder, String entry) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> JAR.matcher(child.toString()).matches()).sorted().toList();
    } catch (IOException e) {
      throw missing(entry, "it is not a readable folder");
    }
  }

  /** Class loaders silently skip damaged jars. */
  private static void refuseDamaged(Path path, String entry) {
    try (JarFile jar = new JarFile(path.toFile())) {
      jar.entries();
    } catch (IOException e) {
      throw new CommandException(
          "Cannot use "
              + entry
              + " of --classpath: it is not a jar, or is damaged; build or download it again, or"
              + " correct the path",
          e);
    }
  }

  private static CommandException missing(String entry, String reason) {
    return new CommandException(
        "Cannot use " + entry + " of --classpath: " + reason + "; correct the path");
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() {
    Thread.currentThread().setContextClassLoader(before);
    try {
      loader.close();
    } catch (IOException e) {
      throw new CommandException(
          "Cannot close a jar of --classpath: " + e.getMessage() + "; run the command again", e);
    }
  }
}
