package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars are automatic modules, which a modular program can require. */
class ModuleNamesTest {

  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern NAME = Pattern.compile("<module\\.name>(.+?)</module\\.name>");

  private static List<String> modules() throws IOException {
    return all(MODULE, Path.of("../pom.xml"));
  }

  private static List<String> all(Pattern pattern, Path pom) throws IOException {
    return pattern
        .matcher(Files.readString(pom))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String name(String module) throws IOException {
    List<String> names = all(NAME, Path.of("..", module, "pom.xml"));
    assertEquals(1, names.size(), module);
    return names.get(0);
  }

  @Test
  void eachJarHasANameOfItsOwn() throws IOException {
    List<String> names = new ArrayList<>();
    for (String module : modules()) {
      names.add(name(module));
    }

    assertTrue(names.stream().allMatch(SourceVersion::isName), names.toString());
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void noPackageIsInTwoJars() throws IOException {
    Map<Path, String> packages = new TreeMap<>();
    for (String module : modules()) {
      Path root = Path.of("..", module, "src/main/java");
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> root.relativize(file.getParent()))
            .distinct()
            .forEach(name -> assertEquals(null, packages.put(name, module), name.toString()));
      }
    }
    assertTrue(packages.size() > 20, packages.toString());
  }

  @Test
  void theRuntimeIsAModuleWithItsDialects(@TempDir Path folder) throws Exception {
    Path runtime =
        Path.of(FeatureSpec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = Files.isDirectory(runtime) ? packed(runtime, folder.resolve("r.jar")) : runtime;

    ModuleDescriptor module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();

    assertEquals(name("metaxy-jooq-runtime"), module.name());
    assertEquals(
        List.of(4), module.provides().stream().map(service -> service.providers().size()).toList());
  }

  /** A jar of compiled classes, as Maven packs it. */
  private static Path packed(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Automatic-Module-Name", name("metaxy-jooq-runtime"));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      URI root = classes.toUri();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new ZipEntry(root.relativize(file.toUri()).getPath()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
