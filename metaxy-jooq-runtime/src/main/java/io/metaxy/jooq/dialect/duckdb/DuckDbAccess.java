package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How DuckDB is opened. In a process, a file has one instance, which all connections share: they
 * name it by its real path, so that links and relative paths do not open it a second time.
 */
final class DuckDbAccess implements DatabaseAccess {

  private static final String START = "jdbc:duckdb:";
  private static final String MEMORY = "memory:";
  private static final String IN_MEMORY = ":memory:";

  /** A scheme such as {@code md:}; a single letter is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final Pattern MOTHERDUCK = Pattern.compile("(?:md|motherduck):.*");

  @Override
  public String type() {
    return "duckdb";
  }

  @Override
  public String urlStart() {
    return START;
  }

  @Override
  public String driver() {
    return "org.duckdb.DuckDBDriver";
  }

  @Override
  public String artifact() {
    return "org.duckdb:duckdb_jdbc";
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public String shared(String url, String name) {
    if (DuckDbTables.isUnnamed(url)) {
      int options = url.indexOf(';');
      return START + MEMORY + name + (options < 0 ? "" : url.substring(options));
    }
    int options = url.indexOf(';');
    String path = options < 0 ? url : url.substring(0, options);
    String file = path.substring(START.length());
    return isFile(file)
        ? START + real(Path.of(""), file) + (options < 0 ? "" : url.substring(options))
        : url;
  }

  @Override
  public Optional<String> file(String url) {
    int options = url.indexOf(';');
    String path = url.substring(START.length(), options < 0 ? url.length() : options);
    return Optional.of(path).filter(name -> !DuckDbTables.isUnnamed(url) && isFile(name));
  }

  @Override
  public Optional<String> peer() {
    return Optional.of("DuckDBMetadataStore");
  }

  @Override
  public String peerKey() {
    return "database";
  }

  @Override
  public Optional<ConnectionAddress> atPath(
      String path, Path workingDirectory, Map<String, String> settings) {
    if (path.contains(";")) {
      throw new IllegalArgumentException(
          "JDBC takes what follows a semicolon for options; rename the file");
    }
    if (path.startsWith(":") || MOTHERDUCK.matcher(path).matches()) {
      return Optional.of(new ConnectionAddress(START + path, settings));
    }
    if (!isFile(path)) {
      throw new IllegalArgumentException(
          "Java opens files, :memory: and md: only; copy the database to a file");
    }
    return Optional.of(new ConnectionAddress(START + real(workingDirectory, path), settings));
  }

  private static boolean isFile(String path) {
    return !path.isEmpty() && !path.startsWith(IN_MEMORY) && !SCHEME.matcher(path).matches();
  }

  private static Path real(Path directory, String file) {
    String expanded =
        file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file;
    try {
      Path path = directory.resolve(expanded).toAbsolutePath();
      return path.toFile().exists() ? path.toRealPath() : atRealParent(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("it is not a path: " + e.getReason() + "; correct it", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the path cannot be followed; correct it", e);
    }
  }

  private static Path atRealParent(Path path) throws IOException {
    Path parent = path.getParent();
    return parent != null && parent.toFile().exists()
        ? parent.toRealPath().resolve(path.getFileName())
        : path;
  }
}
