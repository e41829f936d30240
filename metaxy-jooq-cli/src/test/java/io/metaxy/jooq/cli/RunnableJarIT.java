package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands from the runnable jar, which the build makes before this test: in one JVM with
 * nothing else, and some of them in a process each.
 */
class RunnableJarIT extends Commands {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("metaxy-jooq.jar");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final List<String> OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-Duser.language=tr", "-Duser.country=TR");

  /** What runs the commands, but is not in the jar. */
  private static final List<Class<?>> LOOP =
      List.of(
          CommandLoop.class,
          CommandLoop.Request.class,
          CommandLoop.Captured.class,
          InProcess.class,
          Runner.class,
          Runner.Result.class);

  /** The first version of Java that keeps loaded classes by itself. */
  private static final int FIRST_WITH_ARCHIVE = 19;

  private static Process process;
  private static ObjectOutputStream requests;
  private static ObjectInputStream results;

  @BeforeAll
  static void start(@TempDir Path classes) throws IOException {
    for (Class<?> type : LOOP) {
      String name = type.getName().replace('.', '/') + ".class";
      Path copy = classes.resolve(name);
      Files.createDirectories(copy.getParent());
      Files.write(copy, bytes(RunnableJarIT.class.getClassLoader(), name));
    }
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(OPTIONS);
    // As the manifest says, which only counts for java -jar.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", JAR + File.pathSeparator + classes));
    command.add(CommandLoop.class.getName());
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = new ObjectOutputStream(process.getOutputStream());
    requests.flush();
    results = new ObjectInputStream(process.getInputStream());
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    requests.close();
    assertEquals(0, process.waitFor());
  }

  private static byte[] bytes(ClassLoader loader, String name) throws IOException {
    try (InputStream content = loader.getResourceAsStream(name)) {
      return Objects.requireNonNull(content, name).readAllBytes();
    }
  }

  @Override
  Runner runner() {
    return RunnableJarIT::request;
  }

  private static Runner.Result request(
      Path directory, Map<String, String> environment, List<String> arguments) {
    try {
      requests.writeObject(new CommandLoop.Request(directory, environment, arguments));
      requests.flush();
      return (Runner.Result) results.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a program to its end. */
  private static Runner.Result process(
      List<String> program,
      Path directory,
      Map<String, String> environment,
      List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      int code = builder.start().waitFor();
      Runner.Result result = new Runner.Result(text(out), text(err), code);
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }

  @Test
  void aProcessOfItsOwnDoesTheSame() {
    List<String> program = new ArrayList<>();
    program.add(JAVA);
    program.addAll(OPTIONS);
    program.addAll(List.of("-jar", JAR.toString()));
    Runner java = (directory, variables, words) -> process(program, directory, variables, words);
    String classes = Workspace.CLASSES.toString();
    workspace.run(
        runner(), List.of("migrate", "generate", "--databases", "duckdb", "-cp", classes));

    for (List<String> command :
        List.of(
            List.of("config", "print"),
            List.of("migrate", "drift", "--databases", "duckdb", "-cp", classes),
            List.of("lst"))) {
      assertEquals(workspace.run(runner(), command), workspace.run(java, command));
    }
  }

  @Test
  void aReaderThatHasReadEnoughIsNoFailure(@TempDir Path other) throws Exception {
    Path err = other.resolve("err.txt");
    Process reference =
        new ProcessBuilder(JAVA, "-jar", JAR.toString(), "config", "reference")
            .directory(other.toFile())
            .redirectError(err.toFile())
            .start();

    reference.getInputStream().close();

    assertEquals(0, reference.waitFor());
    assertEquals("", text(err));
  }

  /** The driver and the server of MariaDB are not in the jar. */
  @Test
  void mariaDbIsUsedFromTheClassPath() throws IOException {
    Path mariaDb = TARGET.resolve("mariadb");
    String classPath = Workspace.CLASSES + File.pathSeparator + mariaDb + "/*";
    workspace.run(
        runner(), List.of("migrate", "generate", "--databases=mariadb", "-cp", classPath));

    Runner.Result drift =
        workspace.run(
            runner(), List.of("migrate", "drift", "--databases=mariadb", "-cp", classPath));

    assertEquals("", drift.err());
    assertEquals(
        """
        mariadb, specs <-> snapshot: agree
        mariadb, snapshot <-> scripts: agree
        """,
        drift.out());
    assertEquals(0, drift.code());
  }

  /** The build does not make the jar again if nothing changed. */
  @Test
  void theJarHasTheClassesOfThisBuild() throws IOException {
    try (URLClassLoader jar = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, null)) {
      for (String type :
          List.of(
              "io/metaxy/jooq/cli/Main.class",
              "io/metaxy/jooq/migration/Migrations.class",
              "io/metaxy/jooq/codegen/FeatureGenerator.class",
              "io/metaxy/jooq/config/Options.class")) {
        assertArrayEquals(
            bytes(RunnableJarIT.class.getClassLoader(), type), bytes(jar, type), type);
      }
    }
  }

  @Test
  void theStartScriptRunsIt(@TempDir Path other) throws IOException {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    List<String> script =
        isWindows
            ? List.of("cmd", "/c", TARGET.resolve("metaxy-jooq.cmd").toString())
            : List.of("sh", TARGET.resolve("metaxy-jooq").toString());
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "XDG_CACHE_HOME",
            other.resolve("cache").toString());

    Runner.Result first = process(script, other, environment, List.of("--version"));
    Path archive = other.resolve("cache/metaxy-jooq/classes.jsa");
    boolean isArchived = !isWindows && Runtime.version().feature() >= FIRST_WITH_ARCHIVE;
    assertEquals(isArchived, Files.exists(archive));
    if (isArchived) {
      Files.write(archive, new byte[0]);
    }
    Runner.Result second = process(script, other, environment, List.of("--version"));

    assertEquals(first, second);
    assertEquals("", second.err());
    assertTrue(second.out().matches("metaxy-jooq \\d+\\..*\n"), second.out());
    assertEquals(0, second.code());
  }
}
