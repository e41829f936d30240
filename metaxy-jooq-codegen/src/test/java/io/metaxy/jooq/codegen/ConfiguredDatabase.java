package io.metaxy.jooq.codegen;

import java.util.Map;

/** Our database in an environment that the test of this thread chooses. */
public class ConfiguredDatabase extends FeatureDatabase {

  private static final ThreadLocal<Map<String, String>> ENVIRONMENT =
      ThreadLocal.withInitial(Map::of);

  static void set(Map<String, String> environment) {
    ENVIRONMENT.set(environment);
  }

  @Override
  protected Map<String, String> environment() {
    return ENVIRONMENT.get();
  }
}
