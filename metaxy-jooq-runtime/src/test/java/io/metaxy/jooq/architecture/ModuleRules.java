package io.metaxy.jooq.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a module follows the rules of all modules. */
public abstract class ModuleRules {

  /** The largest number of types of a package. */
  private static final int TYPES = 30;

  protected final Architecture module;
  private final List<String> order;
  private final List<String> api;
  private final List<String> byName;

  /**
   * The rules of a module.
   *
   * @param order its packages, from left to right
   * @param api the packages that its users use
   * @param byName the other public classes, which something finds by their names
   */
  protected ModuleRules(
      Architecture module, List<String> order, List<String> api, List<String> byName) {
    this.module = module;
    this.order = order;
    this.api = api;
    this.byName = byName;
  }

  /** The classes whose packages depend leftwards. */
  protected Architecture ordered() {
    return module;
  }

  @Test
  public void packagesDependLeftwards() {
    assertEquals(List.of(), ordered().order(order));
  }

  @Test
  public void packagesHaveNoCycles() {
    assertEquals(List.of(), ordered().cycles());
  }

  @Test
  public void packagesAreOneSubjectEach() {
    assertEquals(List.of(), module.size(TYPES));
  }

  @Test
  public void packagesAreNullMarked() {
    assertEquals(List.of(), module.nullMarked());
  }

  @Test
  public void onlyApiIsPublic() {
    assertEquals(List.of(), module.visibility(api, byName));
  }
}
