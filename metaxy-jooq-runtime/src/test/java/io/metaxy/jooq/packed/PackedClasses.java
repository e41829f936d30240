package io.metaxy.jooq.packed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The library's classes in an application that was packed into one jar and lost the library's
 * service files: loaded again, by a class loader that does not find these files.
 */
public final class PackedClasses extends ClassLoader {

  private static final String OURS = "io.metaxy.jooq.";
  private static final String SERVICES = "META-INF/services/" + OURS;

  private final Path first;

  /**
   * @param first a directory with classes that replace those of the other libraries
   */
  public PackedClasses(Path first) {
    super(PackedClasses.class.getClassLoader());
    this.first = first;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      String file = name.replace('.', '/') + ".class";
      Path replaced = first.resolve(file);
      try {
        if (Files.exists(replaced)) {
          return define(name, Files.readAllBytes(replaced));
        }
        if (name.startsWith(OURS)) {
          try (InputStream bytes = getParent().getResourceAsStream(file)) {
            if (bytes == null) {
              throw new ClassNotFoundException(name);
            }
            return define(name, bytes.readAllBytes());
          }
        }
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
      return super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.startsWith(SERVICES) ? Collections.emptyEnumeration() : super.getResources(name);
  }
}
