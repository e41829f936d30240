package io.metaxy.jooq.project;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the type of a configured store means to Java.
 *
 * @param dialect the dialect of its database; null for {@code jdbc}, where the connection shows it
 * @param byDefault its hash algorithm, unless the configuration says another
 */
record StoreType(@Nullable FeatureDialect dialect, HashAlgorithm byDefault) {

  /** The type of a store in any supported database. */
  static final String JDBC = "jdbc";

  /** The packages of the Python original's stores. */
  private static final String PYTHON = "metaxy.";

  /**
   * The type of a store.
   *
   * @throws ConfigException if Java has no such stores
   */
  static StoreType of(StoreConfig store) {
    String type = store.type();
    if (type.equals(JDBC)) {
      return new StoreType(null, HashAlgorithm.MD5);
    }
    for (FeatureDialect known : Dialects.all()) {
      DatabaseAccess access = known.access();
      if (access.type().equals(type)) {
        return new StoreType(known, HashAlgorithm.MD5);
      }
      // The original renamed its packages, but not its classes.
      Optional<String> peer = access.peer();
      if (peer.isPresent() && type.startsWith(PYTHON) && type.endsWith("." + peer.get())) {
        return new StoreType(known, HashAlgorithm.XXHASH32);
      }
    }
    throw new ConfigException(refused(store.name(), type));
  }

  /**
   * Checks what a store has in addition to its address, before anything is connected or created.
   *
   * @throws ConfigException if Java cannot open the store
   */
  static StoreConfig checked(StoreConfig store) {
    of(store);
    List<String> fallbacks = store.get(Options.STORE_FALLBACK_STORES);
    if (!fallbacks.isEmpty()) {
      throw new ConfigException(
          "Cannot open the store "
              + store.name()
              + ": Java does not read from its fallback_stores "
              + String.join(", ", fallbacks)
              + "; open a store without them, or remove stores."
              + store.name()
              + ".config.fallback_stores");
    }
    List.of(
            Options.STORE_HASH_ALGORITHM,
            Options.STORE_TABLE_PREFIX,
            Options.STORE_AUTO_CREATE_TABLES)
        .forEach(store::find);
    return store;
  }

  /** The dialect, or that of a URL; null if only the connection shows it. */
  @Nullable FeatureDialect dialect(String url) {
    return dialect != null
        ? dialect
        : Dialects.all().stream()
            .filter(known -> url.startsWith(known.access().urlStart()))
            .findFirst()
            .orElse(null);
  }

  private static String refused(String name, String type) {
    List<String> own = new ArrayList<>();
    Dialects.all().forEach(known -> own.add(known.access().type()));
    own.add(JDBC);
    List<String> peers =
        Dialects.all().stream().flatMap(known -> known.access().peer().stream()).toList();
    String cannot = "Cannot open the store " + name + ": ";
    if (type.contains(".")) {
      return cannot
          + "Java has no stores of the type "
          + type
          + " (must be one of "
          + String.join(", ", own)
          + ", or Python's "
          + String.join(" or ", peers)
          + "); open it in Python";
    }
    return cannot + "there is no type " + type + "; " + NearestName.correction(type, own);
  }
}
