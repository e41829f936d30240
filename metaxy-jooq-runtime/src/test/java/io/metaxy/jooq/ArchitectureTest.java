package io.metaxy.jooq;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.SQLDialect;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The packages are the way of the data; nothing points back. */
class ArchitectureTest {

  private static final String BASE = "io.metaxy.jooq.";
  private static final List<String> WAY =
      List.of("spec", "graph", "dialect", "table", "sql", "resolve", "store");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.metaxy.jooq");

  @Test
  void everyPackageHasItsPlaceOnTheWay() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(
        c -> packages.add(c.getPackageName().substring(BASE.length()).replaceFirst("\\..*", "")));
    assertEquals(new TreeSet<>(WAY), packages);
  }

  @Test
  void packagesDependLeftwards() {
    for (int i = 0; i < WAY.size() - 1; i++) {
      String[] right =
          WAY.subList(i + 1, WAY.size()).stream().map(p -> BASE + p + "..").toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(BASE + WAY.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(right)
          .because("packages depend leftwards along " + WAY)
          .check(CLASSES);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void specsAndPlansKnowNoJooqAndNoSql() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + "spec..", BASE + "graph..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jooq..", "java.sql..", "javax.sql..")
        .because("keys, specs and plans are values without a database")
        .check(CLASSES);
  }

  @Test
  void onlyTheDialectKnowsTheDialect() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "dialect.*")
        .should()
        .accessFieldWhere(JavaFieldAccess.Predicates.target(owner(type(SQLDialect.class))))
        .because("what a database does otherwise is in its own package of dialect")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    for (String name : WAY) {
      JavaPackage javaPackage = CLASSES.getPackage(BASE + name);
      assertTrue(javaPackage.isAnnotatedWith(NullMarked.class), name + " is not @NullMarked");
    }
  }
}
