package io.metaxy.jooq.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

/** Each rule reports a fixture that violates it. */
class ArchitectureRulesTest {

  private static final String FIXTURE = "io.metaxy.jooq.architecture.fixture";

  /** A package and one below it. */
  private static final String NESTED = "io.metaxy.jooq.architecture.nested";

  private static Architecture of(String fixture) {
    return Architecture.ofAll(fixture.isEmpty() ? FIXTURE : FIXTURE + "." + fixture);
  }

  @Test
  void aDependencyToTheRight() {
    List<String> all =
        List.of("asking", "crowded", "left", "lonely", "one", "two", "unmarked", "right");
    assertTrue(
        of("")
            .order(all)
            .contains(
                FIXTURE
                    + ".left.Left depends on "
                    + FIXTURE
                    + ".right.Right, which is to its right: packages depend leftwards along "
                    + all));
  }

  @Test
  void aPackageWithoutAPlace() {
    assertEquals(
        List.of("Package " + FIXTURE + ".right has no place in the order [other]; give it one"),
        of("right").order(List.of("other")));
  }

  @Test
  void aCycle() {
    assertCycle(FIXTURE, FIXTURE + ".one");
  }

  @Test
  void aCycleOfAPackageAndOneBelowIt() {
    assertCycle(NESTED, NESTED);
  }

  private static void assertCycle(String base, String first) {
    List<String> cycles = Architecture.ofAll(base).cycles();
    assertEquals(1, cycles.size());
    assertTrue(
        cycles
            .get(0)
            .startsWith(
                "Packages must not depend on each other in a cycle: Cycle detected: Slice "
                    + first
                    + " -> "),
        cycles.get(0));
  }

  @Test
  void aCrowdedPackage() {
    assertEquals(
        List.of(
            "Package "
                + FIXTURE
                + ".crowded has 2 types of at most 1: a package is one subject, divide it"),
        of("crowded").size(1));
  }

  @Test
  void aPackageThatIsNotNullMarked() {
    assertEquals(
        List.of(
            "Package "
                + FIXTURE
                + ".unmarked is not @NullMarked; mark it, and mark what may be null as @Nullable"),
        of("unmarked").nullMarked());
  }

  @Test
  void aPublicClassThatNobodyUses() {
    assertEquals(
        List.of(
            FIXTURE
                + ".lonely.Lonely is public, and no other package uses it: only API is public, make"
                + " it package-private"),
        of("lonely").visibility(List.of(), List.of()));
    assertEquals(List.of(), of("lonely").visibility(List.of(""), List.of()));
    assertEquals(List.of(), of("lonely").visibility(List.of(), List.of("Lonely")));
  }

  @Test
  void aListedClassThatIsNotPublic() {
    assertEquals(
        List.of(
            "Unmarked is listed as API, but is not public, or another package uses it; remove it"
                + " from the list"),
        of("unmarked").visibility(List.of(), List.of("Unmarked")));
  }

  @Test
  void aListedClassThatAnotherPackageUses() {
    assertEquals(
        List.of(
            "Right is listed as API, but is not public, or another package uses it; remove it"
                + " from the list"),
        of("").visibility(List.of("left", "lonely", "one", "two"), List.of("Right")));
  }

  @Test
  void aQuestionForTheDatabase() {
    assertEquals(
        List.of(
            FIXTURE
                + ".asking.Asking names SQLDialect.H2: what a database does otherwise is in its own"
                + " package, below [dialect]"),
        of("asking").databases(SQLDialect.class, List.of("dialect")));
    assertEquals(List.of(), of("").databases(SQLDialect.class, List.of("asking")));
  }

  @Test
  void anUnwantedLibrary() {
    assertEquals(
        List.of(FIXTURE + ".asking.Asking depends on org.jooq.SQLDialect: it is a value, no more"),
        of("").ignorance(List.of("asking"), List.of("org.jooq"), "it is a value, no more"));
  }
}
