package io.metaxy.jooq.project;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.ConfigSource;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.store.MetadataStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.tools.JooqLogger;

/**
 * A project: its configuration, its graph, and its stores by name.
 *
 * <pre>{@code
 * try (Metaxy metaxy = Metaxy.load(Features.GRAPH)) {
 *   MetadataStore store = metaxy.store("prod");
 *   metaxy.dsl("prod").selectFrom(store.current(VIDEO)).fetch();
 * }
 * }</pre>
 *
 * <p>A store is opened when it is first used, so that each needs only its own secrets. Its database
 * is connected for each use, without a pool; {@link #store(String, DSLContext)} takes the
 * connections of a pool or of a framework instead, and {@link #dataSource(String)} gives the
 * database to other libraries. With {@code auto_create_tables}, a store creates missing tables when
 * a feature without a table is first used: those that migrations would create, for which {@code
 * metaxy-jooq-migration} must be on the class path. Errors, warnings and the texts of stores never
 * contain a password, token or key. Thread-safe.
 */
public final class Metaxy implements AutoCloseable {

  private static final JooqLogger LOG = JooqLogger.getLogger(Metaxy.class);

  private final MetaxyConfig config;
  private final FeatureGraph graph;
  private final Map<String, OpenedStore> opened = new LinkedHashMap<>();
  private final Map<String, FeatureGraph> prefixed = new ConcurrentHashMap<>();
  private boolean closed;

  private Metaxy(MetaxyConfig config, FeatureGraph graph) {
    this.config = config;
    this.graph = graph;
  }

  /**
   * Reads the configuration from the working directory and the environment, and logs its warnings.
   * Nothing is connected.
   *
   * @param graph {@code Features.GRAPH} of the generated code
   * @throws ConfigException if the configuration cannot be read, or has another hash truncation
   *     length than the graph, or if an environment variable has another table prefix than the
   *     generated code
   */
  public static Metaxy load(FeatureGraph graph) {
    MetaxyConfig config =
        MetaxyConfig.read(ConfigInput.of(Path.of("").toAbsolutePath(), System.getenv()));
    config.warnings().forEach(LOG::warn);
    return of(config, graph);
  }

  /**
   * A configuration and a graph. Nothing is connected. A file with another table prefix than the
   * generated code is a warning.
   *
   * @throws ConfigException if they have different hash truncation lengths, or if an environment
   *     variable has another table prefix than the generated code
   */
  public static Metaxy of(MetaxyConfig config, FeatureGraph graph) {
    int configured = config.get(Options.HASH_TRUNCATION_LENGTH);
    int compiled = graph.options().hashTruncationLength();
    if (configured != compiled) {
      throw new ConfigException(
          "Cannot use the features with the configuration"
              + config.file().map(file -> " of " + file).orElse("")
              + ": their code was generated for hashes of "
              + compiled
              + " characters, but hash_truncation_length is "
              + configured
              + " ("
              + config.source(Options.HASH_TRUNCATION_LENGTH)
              + "); set it to "
              + compiled
              + ", or generate the code again");
    }
    refuseOtherPrefix(config, graph);
    return new Metaxy(config, graph);
  }

  /**
   * A file may belong to a build that replaced its prefix; a variable is of the running process.
   */
  private static void refuseOtherPrefix(MetaxyConfig config, FeatureGraph graph) {
    ConfigSource source = config.source(Options.TABLE_PREFIX);
    String configured = config.get(Options.TABLE_PREFIX);
    String compiled = graph.originalTablePrefix();
    if (source.equals(ConfigSource.DEFAULT)
        || List.of(compiled, graph.options().tablePrefix()).contains(configured)) {
      return;
    }
    String difference =
        "their code was generated "
            + (compiled.isEmpty() ? "without a table prefix" : "with the table prefix " + compiled)
            + ", but ext.jooq.table_prefix is "
            + (configured.isEmpty() ? "empty" : configured)
            + " ("
            + source
            + "); remove it, and set stores."
            + config.get(Options.DEFAULT_STORE)
            + ".config.table_prefix for the tables of one store, or generate the code again";
    if (source instanceof ConfigSource.Variable) {
      throw new ConfigException(
          "Cannot use the features with the configuration"
              + config.file().map(file -> " of " + file).orElse("")
              + ": "
              + difference);
    }
    LOG.warn("The configured table prefix is not that of the features: " + difference);
  }

  /** The configuration. */
  public MetaxyConfig config() {
    return config;
  }

  /** The graph of the features. */
  public FeatureGraph graph() {
    return graph;
  }

  /**
   * The default store, which the option {@code store} names.
   *
   * @throws ConfigException as {@link #store(String)}
   * @throws StoreException as {@link #store(String)}
   */
  public MetadataStore store() {
    return store(config.get(Options.DEFAULT_STORE));
  }

  /**
   * A store, connected with the configured URL or path: with its hash algorithm, schema and table
   * prefix. The first call opens it; all calls return the same store.
   *
   * @throws ConfigException if it is not configured, or not so that Java can open it
   * @throws StoreException if its driver is missing, its database does not answer, or this is
   *     closed
   */
  public MetadataStore store(String name) {
    StoreConfig store = openable(name);
    return opened(name).store(() -> open(store), dsl -> configured(store, dsl));
  }

  /**
   * A configured store on the user's own connections, such as those of a pool or of Spring: with
   * its hash algorithm, schema and table prefix. Its URL and login are not read, and closing this
   * does not close the connections. Each call returns a new store, which inspects its tables again.
   *
   * @throws ConfigException if it is not configured, or its database is not that of the DSLContext
   */
  public MetadataStore store(String name, DSLContext dsl) {
    StoreConfig store = openable(name);
    FeatureDialect expected = StoreType.of(store).dialect();
    if (expected != null && !expected.families().contains(dsl.family().name())) {
      throw new ConfigException(
          "Cannot open the store "
              + name
              + " in a DSLContext of "
              + dsl.family().getName()
              + ", because its type is "
              + store.type()
              + "; pass a DSLContext of "
              + expected.name()
              + ", or correct the type");
    }
    return configured(store, dsl);
  }

  /**
   * A DSLContext on the connections of the default store.
   *
   * @throws ConfigException as {@link #store(String)}
   * @throws StoreException as {@link #store(String)}
   */
  public DSLContext dsl() {
    return dsl(config.get(Options.DEFAULT_STORE));
  }

  /**
   * A DSLContext on the connections of a store, for the queries of the user.
   *
   * @throws ConfigException as {@link #store(String)}
   * @throws StoreException as {@link #store(String)}
   */
  public DSLContext dsl(String name) {
    StoreConfig store = openable(name);
    return opened(name).connections(() -> open(store)).dsl();
  }

  /**
   * The database of the default store for other libraries.
   *
   * @throws ConfigException as {@link #store(String)}
   * @throws StoreException as {@link #store(String)}
   */
  public DataSource dataSource() {
    return dataSource(config.get(Options.DEFAULT_STORE));
  }

  /**
   * The database of a store for other libraries, such as Flyway:
   *
   * <pre>{@code
   * Flyway.configure().dataSource(metaxy.dataSource("prod")).load().migrate();
   * }</pre>
   *
   * <p>Each connection is new, in the schema of the store, and open until the caller closes it.
   * There is no pool. When this is closed, connections that are open remain so, and there are no
   * new ones.
   *
   * @throws ConfigException as {@link #store(String)}
   * @throws StoreException as {@link #store(String)}
   */
  public DataSource dataSource(String name) {
    StoreConfig store = openable(name);
    String schema = new StoreAddress(store, StoreType.of(store)).schema().orElse(null);
    return new StoreDataSource(name, opened(name).connections(() -> open(store)), schema);
  }

  /** The configuration of a store that Java can open. */
  private StoreConfig openable(String name) {
    return StoreType.checked(config.store(name));
  }

  private OpenedStore opened(String name) {
    synchronized (opened) {
      if (closed) {
        throw OpenedStore.closed(name);
      }
      return opened.computeIfAbsent(name, OpenedStore::new);
    }
  }

  private StoreConnections open(StoreConfig store) {
    store.warnings().forEach(LOG::warn);
    StoreType type = StoreType.of(store);
    ConnectionAddress address = new StoreAddress(store, type).shared();
    return StoreConnections.open(store, type.dialect(address.url()), address);
  }

  private MetadataStore configured(StoreConfig store, DSLContext dsl) {
    StoreType type = StoreType.of(store);
    String schema = new StoreAddress(store, type).schema().orElse(null);
    MetadataStore configured =
        MetadataStore.of(dsl, graph(store))
            .withHashAlgorithm(
                store
                    .find(Options.STORE_HASH_ALGORITHM)
                    .map(HashAlgorithm::of)
                    .orElse(type.byDefault()))
            .withDescription(store.toString());
    if (createsTables(store)) {
      configured = configured.withMissingTables(new CreatedTables(store, config, dsl));
    }
    return schema == null ? configured : configured.withSchema(schema);
  }

  private FeatureGraph graph(StoreConfig store) {
    return store
        .find(Options.STORE_TABLE_PREFIX)
        .map(prefix -> prefixed.computeIfAbsent(prefix, graph::withTablePrefix))
        .orElse(graph);
  }

  private boolean createsTables(StoreConfig store) {
    return store
        .find(Options.STORE_AUTO_CREATE_TABLES)
        .orElseGet(() -> config.get(Options.AUTO_CREATE_TABLES));
  }

  /**
   * Closes all connections that this has opened, without waiting for those that are being opened.
   * Stores that use them refuse to work then.
   */
  @Override
  public void close() {
    List<OpenedStore> all;
    synchronized (opened) {
      closed = true;
      all = List.copyOf(opened.values());
      opened.clear();
    }
    all.forEach(OpenedStore::close);
  }

  /** The configuration and the number of features, without secrets. */
  @Override
  public String toString() {
    return "Metaxy[" + config + ", features=" + graph.plans().size() + "]";
  }
}
