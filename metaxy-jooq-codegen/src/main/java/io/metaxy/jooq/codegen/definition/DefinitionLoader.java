package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the definitions listed in {@value CodegenOptions#FEATURES}, from classes and from files.
 */
final class DefinitionLoader {

  private static final Pattern PATH = Pattern.compile(".*[/\\\\*?{].*|.*\\.json");

  private final CodegenOptions options;
  private final RecordReader records;
  private final ClassFinder classes;
  private final DefinitionFiles files;
  private final List<Problem> problems;

  /** The classes of packages that have a spec, but are not records. */
  private final Set<Class<?>> others = new LinkedHashSet<>();

  DefinitionLoader(
      CodegenOptions options, Path basedir, ClassLoader loader, List<Problem> problems) {
    this.options = options;
    this.records = new RecordReader(options.project(), problems);
    this.classes = new ClassFinder(loader);
    this.files = new DefinitionFiles(basedir, options.project(), problems);
    this.problems = problems;
  }

  /**
   * Returns the definitions: first those of files, then those of classes, in the order of their
   * entries. Adds a problem for each that cannot be read.
   */
  List<FeatureDefinition> load() {
    List<FeatureDefinition> definitions = new ArrayList<>();
    Set<Class<?>> types = new LinkedHashSet<>();
    for (String entry : options.features()) {
      if (PATH.matcher(entry).matches() || files.isDirectory(entry)) {
        definitions.addAll(files.read(entry));
      } else {
        types.addAll(find(entry));
      }
    }
    types.forEach(type -> records.read(type).ifPresent(definitions::add));
    if (problems.isEmpty()) {
      Set<FeatureKey> known =
          definitions.stream().map(FeatureDefinition::key).collect(Collectors.toSet());
      others.forEach(type -> records.checkKnown(type, known));
    }
    return definitions;
  }

  private List<Class<?>> find(String name) {
    try {
      return findLoadable(name);
    } catch (LinkageError e) {
      String sentence =
          "Cannot load a class: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "; compile it for the Java version that loads it, with all its dependencies";
      problems.add(new Problem("unreadable", name, "", sentence));
      return List.of();
    }
  }

  private List<Class<?>> findLoadable(String name) {
    Optional<Class<?>> named = classes.named(name);
    if (named.isPresent()) {
      return List.of(named.get());
    }
    List<Class<?>> found = classes.inPackage(name).stream().filter(RecordReader::hasSpec).toList();
    found.stream().filter(type -> !type.isRecord()).forEach(others::add);
    if (found.isEmpty()) {
      String sentence =
          "Cannot find a class with this name, or a package with this name that contains a record"
              + " with a static FeatureSpec; correct the name, or add the jar or folder that"
              + " contains it to --classpath (in Maven, to the dependencies of the project or of the"
              + " jOOQ plugin)";
      problems.add(new Problem("unknown-source", name, "", sentence));
    }
    return found.stream().filter(Class::isRecord).toList();
  }
}
