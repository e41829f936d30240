package io.metaxy.jooq.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that every module of the project follows. Each method returns the violations of one
 * rule, as sentences with the reason; empty if there are none.
 */
public final class Architecture {

  private final String base;
  private final JavaClasses classes;

  private Architecture(String base, JavaClasses classes) {
    this.base = base;
    this.classes = classes;
  }

  /** The main classes of this module in a package and its subpackages. */
  public static Architecture of(String base) {
    JavaClasses found =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("Cannot find classes of " + base + "; correct the name");
    }
    return new Architecture(base, found);
  }

  /** All classes in a package and its subpackages, including tests. */
  public static Architecture ofAll(String base) {
    return new Architecture(base, new ClassFileImporter().importPackages(base));
  }

  /** The same classes without one, such as the entry point of a module. */
  public Architecture without(Class<?> left) {
    return new Architecture(
        base,
        classes.that(
            DescribedPredicate.describe(
                "others than " + left, c -> !outermost(c).equals(left.getName()))));
  }

  /**
   * The same classes without some packages and their subpackages, such as those of generated code.
   */
  public Architecture withoutPackages(List<String> left) {
    return new Architecture(
        base,
        classes.that(
            DescribedPredicate.describe(
                "outside of " + left,
                c -> left.stream().noneMatch(p -> (name(c) + ".").startsWith(p + ".")))));
  }

  /**
   * Packages depend only on packages to their left.
   *
   * @param order all packages below the base, from left to right; the base itself is {@code ""}
   */
  public List<String> order(List<String> order) {
    List<String> violations = new ArrayList<>();
    for (String name : packages()) {
      if (!order.contains(name)) {
        violations.add(
            "Package " + shown(name) + " has no place in the order " + order + "; give it one");
      }
    }
    Set<String> found = new TreeSet<>();
    for (JavaClass from : classes) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass();
        if (isOurs(to) && order.indexOf(name(to)) > order.indexOf(name(from))) {
          found.add(
              from.getName()
                  + " depends on "
                  + to.getName()
                  + ", which is to its right: packages depend leftwards along "
                  + order);
        }
      }
    }
    violations.addAll(found);
    return violations;
  }

  /**
   * Packages do not depend on each other in cycles; each subpackage counts as a separate package.
   */
  public List<String> cycles() {
    return SlicesRuleDefinition.slices()
        .assignedFrom(new ByPackage())
        .should()
        .beFreeOfCycles()
        .evaluate(classes)
        .getFailureReport()
        .getDetails()
        .stream()
        .map(cycle -> "Packages must not depend on each other in a cycle: " + cycle)
        .toList();
  }

  private String shown(String name) {
    return name.isEmpty() ? base : name;
  }

  /** One slice for each package of ours, also for the base. */
  private final class ByPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass from) {
      return isOurs(from) ? SliceIdentifier.of(from.getPackageName()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "every package";
    }
  }

  /** A package is one subject: it has few types, not counting nested ones. */
  public List<String> size(int most) {
    List<String> violations = new ArrayList<>();
    topLevel()
        .collect(
            groupingBy(
                JavaClass::getPackageName,
                TreeMap::new,
                mapping(JavaClass::getSimpleName, toCollection(TreeSet::new))))
        .forEach(
            (name, types) -> {
              if (types.size() > most) {
                violations.add(
                    "Package "
                        + name
                        + " has "
                        + types.size()
                        + " types of at most "
                        + most
                        + ": a package is one subject, divide it");
              }
            });
    return violations;
  }

  /** Every package is null-marked. */
  public List<String> nullMarked() {
    List<String> violations = new ArrayList<>();
    for (String name : packages()) {
      JavaPackage found = classes.getPackage(name.isEmpty() ? base : base + "." + name);
      if (!found.isAnnotatedWith(NullMarked.class)) {
        violations.add(
            "Package "
                + found.getName()
                + " is not @NullMarked; mark it, and mark what may be null as @Nullable");
      }
    }
    return violations;
  }

  /**
   * Public types are API, or are used by another package; no list is longer than necessary.
   *
   * @param api the packages that users see
   * @param byName single classes that users or other modules see, or that are found by name, such
   *     as services
   */
  public List<String> visibility(List<String> api, List<String> byName) {
    Map<String, Set<String>> users = new TreeMap<>();
    for (JavaClass from : classes) {
      Stream.concat(
              from.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass),
              from.getCodeUnitAccessesFromSelf().stream().flatMap(Architecture::namedBy))
          .forEach(
              to ->
                  users
                      .computeIfAbsent(outermost(to), c -> new TreeSet<>())
                      .add(from.getPackageName()));
    }
    List<JavaClass> unused =
        topLevel()
            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(c -> !api.contains(name(c)))
            .filter(
                c ->
                    users.getOrDefault(c.getName(), Set.of()).stream()
                        .allMatch(c.getPackageName()::equals))
            .toList();
    Stream<String> hidden =
        unused.stream()
            .filter(c -> !byName.contains(c.getSimpleName()))
            .map(
                c ->
                    c.getName()
                        + " is public, and no other package uses it: only API is public, make it"
                        + " package-private");
    Set<String> unusedNames =
        unused.stream().map(JavaClass::getSimpleName).collect(toCollection(TreeSet::new));
    Stream<String> needless =
        byName.stream()
            .filter(name -> !unusedNames.contains(name))
            .map(
                name ->
                    name
                        + " is listed as API, but is not public, or another package uses it; remove it"
                        + " from the list");
    return Stream.concat(hidden, needless).sorted().toList();
  }

  /**
   * No class checks which database it works on.
   *
   * @param constants the class whose constants name databases
   * @param rooms the packages for single databases, including their subpackages
   */
  public List<String> databases(Class<?> constants, List<String> rooms) {
    Set<String> violations = new TreeSet<>();
    for (JavaClass from : classes) {
      for (JavaFieldAccess access : from.getFieldAccessesFromSelf()) {
        boolean room = rooms.stream().anyMatch(r -> (name(from) + ".").startsWith(r + "."));
        if (!room
            && access.getTargetOwner().isEquivalentTo(constants)
            && !from.isEquivalentTo(constants)) {
          violations.add(
              outermost(from)
                  + " names "
                  + constants.getSimpleName()
                  + "."
                  + access.getTarget().getName()
                  + ": what a database does otherwise is in its own package, below "
                  + rooms);
        }
      }
    }
    return List.copyOf(violations);
  }

  /** Packages do not use certain others, such as those of a library. */
  public List<String> ignorance(List<String> packages, List<String> libraries, String reason) {
    Set<String> violations = new TreeSet<>();
    for (JavaClass from : classes) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        String to = dependency.getTargetClass().getPackageName();
        if (packages.contains(name(from))
            && libraries.stream().anyMatch(l -> (to + ".").startsWith(l + "."))) {
          violations.add(
              from.getName()
                  + " depends on "
                  + dependency.getTargetClass().getName()
                  + ": "
                  + reason);
        }
      }
    }
    return List.copyOf(violations);
  }

  /**
   * The types in the signature of a called method, which can be the only trace of them in the
   * caller.
   */
  private static Stream<JavaClass> namedBy(JavaCodeUnitAccess<?> call) {
    return Stream.concat(
        call.getTarget().getRawParameterTypes().stream(),
        Stream.of(call.getTarget().getRawReturnType()));
  }

  private Set<String> packages() {
    Set<String> names = new TreeSet<>();
    classes.forEach(c -> names.add(name(c)));
    return names;
  }

  private Stream<JavaClass> topLevel() {
    return classes.stream()
        .filter(c -> !c.getName().contains("$") && !c.getSimpleName().equals("package-info"));
  }

  private boolean isOurs(JavaClass c) {
    return c.getPackageName().equals(base) || c.getPackageName().startsWith(base + ".");
  }

  private String name(JavaClass c) {
    String name = c.getPackageName();
    return name.equals(base) ? "" : name.substring(Math.min(name.length(), base.length() + 1));
  }

  private static String outermost(JavaClass c) {
    return c.getName().replaceFirst("\\$.*", "");
  }
}
