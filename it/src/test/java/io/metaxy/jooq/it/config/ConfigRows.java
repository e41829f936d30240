package io.metaxy.jooq.it.config;

import java.util.List;
import java.util.stream.Stream;

/** The configurations that Java and the peer read alike, and those that they do not. */
final class ConfigRows {

  private ConfigRows() {}

  static List<ConfigRow> all() {
    return Stream.of(
            sources(),
            variables(),
            discovery(),
            expansion(),
            extension(),
            locks(),
            coercions(),
            keys(),
            syntax())
        .flatMap(List::stream)
        .toList();
  }

  /** Which source wins. */
  private static List<ConfigRow> sources() {
    return List.of(
        new ConfigRow("defaults without a file"),
        new ConfigRow("defaults of an empty file").metaxy(""),
        new ConfigRow("values of metaxy.toml")
            .metaxy(
                """
                  project = "p"
                  store = "prod"
                  hash_truncation_length = 16
                  auto_create_tables = true
                  theme = "dark"
                  entrypoints = ["a.b"]
                  locked = true
                  sync = false
                  enable_map_datatype = true
                  extra_features = [{projects = ["q"], all = false}]
                  [stores.dev]
                  type = "duckdb"
                  [stores.dev.config]
                  database = "dev.duckdb"
                  """),
        new ConfigRow("values of pyproject.toml")
            .pyproject(
                """
                  [project]
                  name = "x"
                  [tool.metaxy]
                  project = "p"
                  [tool.metaxy.stores.dev]
                  type = "duckdb"
                  [tool.metaxy.ext.jooq]
                  enable = true
                  """),
        new ConfigRow("values of the environment alone")
            .variable("METAXY_PROJECT", "p")
            .variable("METAXY_STORE", "prod")
            .variable("METAXY_HASH_TRUNCATION_LENGTH", "12")
            .variable("METAXY_SYNC", "off")
            .variable("METAXY_LOCKED", "1")
            .variable("METAXY_STORES__PROD__TYPE", "postgresql")
            .variable("METAXY_STORES__PROD__CONFIG__URL", "jdbc:postgresql:p")
            .variable("METAXY_EXT__JOOQ__ENABLE", "true"),
        new ConfigRow("environment before metaxy.toml")
            .metaxy(
                """
                  project = "file"
                  hash_truncation_length = 10
                  """)
            .variable("METAXY_PROJECT", "env"),
        new ConfigRow("environment before pyproject.toml")
            .pyproject(
                """
                  [tool.metaxy]
                  project = "file"
                  store = "s"
                  """)
            .variable("METAXY_PROJECT", "env"),
        new ConfigRow("environment changes one key of a store")
            .metaxy(
                """
                  [stores.dev]
                  type = "duckdb"
                  [stores.dev.config]
                  database = "dev.duckdb"
                  """)
            .variable("METAXY_STORES__DEV__CONFIG__DATABASE", "other.duckdb"),
        new ConfigRow("environment adds a key to an integration")
            .metaxy(
                """
                  [ext.jooq]
                  enable = true
                  """)
            .variable("METAXY_EXT__JOOQ__TABLE_PREFIX", "p_"),
        new ConfigRow("environment replaces a list")
            .metaxy("entrypoints = [\"a\"]\n")
            .variable("METAXY_ENTRYPOINTS", "[\"b\"]"),
        new ConfigRow("lower case variable").variable("metaxy_project", "p"),
        new ConfigRow("unknown variables are left alone")
            .metaxy("")
            .variable("METAXY_FOO", "1")
            .variable("METAXY_PASSWORD", "x"),
        new ConfigRow(".env is read by the command line only")
            .metaxy("project = \"p\"\n")
            .file(".env", "METAXY_PROJECT=env\n"),
        new ConfigRow("METAXY_EXTEND extends nothing")
            .metaxy("store = \"s\"\n")
            .file("base.toml", "project = \"b\"\n")
            .variable("METAXY_EXTEND", "base.toml"),
        new ConfigRow("empty variable is an empty text").metaxy("").variable("METAXY_STORE", ""),
        new ConfigRow("empty project in the environment is refused")
            .metaxy("")
            .variable("METAXY_PROJECT", ""));
  }

  /** Variables of stores and integrations. */
  private static List<ConfigRow> variables() {
    return List.of(
        new ConfigRow("stores as JSON keep the case of their names")
            .metaxy("")
            .variable("METAXY_STORES", "{\"Dev\": {\"type\": \"h2\", \"config\": {\"n\": 1}}}"),
        new ConfigRow("stores as JSON, then a part")
            .metaxy("")
            .variable("METAXY_STORES", "{\"dev\": {\"type\": \"h2\", \"config\": {\"n\": 1}}}")
            .variable("METAXY_STORES__DEV__CONFIG__M", "2"),
        new ConfigRow("store as JSON, then a part")
            .metaxy("")
            .variable("METAXY_STORES__DEV", "{\"type\": \"h2\", \"config\": {\"n\": 1}}")
            .variable("METAXY_STORES__DEV__CONFIG__M", "2"),
        new ConfigRow("store as JSON after a part")
            .metaxy("")
            .variable("METAXY_STORES__DEV__CONFIG__M", "2")
            .variable("METAXY_STORES__DEV", "{\"type\": \"h2\", \"config\": {\"n\": 1}}")
            .differs(
                "the peer drops variables that come before one for their table; the order of an environment is chance"),
        new ConfigRow("config as JSON")
            .metaxy("")
            .variable("METAXY_STORES__DEV__TYPE", "h2")
            .variable("METAXY_STORES__DEV__CONFIG", "{\"n\": 1, \"s\": \"x\"}"),
        new ConfigRow("values below config stay texts")
            .metaxy(
                """
                  [stores.dev]
                  type = "duckdb"
                  [stores.dev.config]
                  database = "dev.duckdb"
                  """)
            .variable("METAXY_STORES__DEV__CONFIG__N", "5")
            .variable("METAXY_STORES__DEV__CONFIG__FALLBACK_STORES", "[\"b\"]")
            .variable("METAXY_STORES__DEV__CONFIG__CONNECTION_PARAMS__PORT", "6432")
            .variable("METAXY_STORES__DEV__CONFIG__CONNECTION_PARAMS__HOST", "db"),
        new ConfigRow("values of integrations are JSON if they can be")
            .metaxy("")
            .variable("METAXY_EXT__OTHER__N", "5")
            .variable("METAXY_EXT__OTHER__L", "[\"a\", 1]")
            .variable("METAXY_EXT__OTHER__T", "abc")
            .variable("METAXY_EXT__OTHER__B", "true")
            .variable("METAXY_EXT__OTHER__D__X", "1.5"),
        new ConfigRow("integration as JSON")
            .metaxy("")
            .variable("METAXY_EXT__JOOQ", "{\"enable\": true, \"features\": [\"a.b\"]}"),
        new ConfigRow("stores that are not JSON are refused")
            .metaxy("")
            .variable("METAXY_STORES", "{x"),
        new ConfigRow("entrypoints that are not JSON are refused")
            .metaxy("")
            .variable("METAXY_ENTRYPOINTS", "a"),
        new ConfigRow("store that is not JSON is ignored")
            .metaxy("")
            .variable("METAXY_STORES__DEV", "{x")
            .variable("METAXY_STORES__DEV__TYPE", "h2"),
        new ConfigRow("type in the environment is a text")
            .metaxy("")
            .variable("METAXY_STORES__DEV__TYPE", "12"),
        new ConfigRow("part of a store without a type is ignored")
            .metaxy("")
            .variable("METAXY_STORES__PROD__CONFIG__PASSWORD", "x"),
        new ConfigRow("store with a name in upper case")
            .metaxy(
                """
                  [stores.Dev]
                  type = "h2"
                  """)
            .variable("METAXY_STORES__DEV__TYPE", "duckdb"),
        new ConfigRow("variables are not expanded in the environment")
            .metaxy("")
            .variable("METAXY_EXT__OTHER__P", "${A}")
            .variable("A", "x"),
        new ConfigRow("flat variable of an integration")
            .metaxy("")
            .variable("METAXY_EXT__JOOQ_ENABLE", "true")
            .differs("the peer fails in every process of that environment"),
        new ConfigRow("flat variable of another integration is refused")
            .metaxy("")
            .variable("METAXY_EXT__OTHER_ENABLE", "true"),
        new ConfigRow("bare ENABLE")
            .metaxy(
                """
                  [ext.other]
                  x = 1
                  """)
            .variable("ENABLE", "true")
            .differs("the peer reads a variable without its prefix"),
        new ConfigRow("bare CONFIG")
            .metaxy(
                """
                  [stores.dev]
                  type = "h2"
                  """)
            .variable("CONFIG", "{\"a\": 1}")
            .differs("the peer reads a variable without its prefix"));
  }

  /** Which file is read. */
  private static List<ConfigRow> discovery() {
    return List.of(
        new ConfigRow("found from a subdirectory").metaxy("project = \"p\"\n").in("a/b"),
        new ConfigRow("nearest file")
            .metaxy("project = \"far\"\n")
            .file("a/metaxy.toml", "project = \"near\"\n")
            .in("a/b"),
        new ConfigRow("empty table of pyproject.toml is passed")
            .metaxy("project = \"p\"\n")
            .file("a/pyproject.toml", "[tool.metaxy]\n")
            .in("a"),
        new ConfigRow("pyproject.toml of another tool is passed")
            .metaxy("project = \"p\"\n")
            .file(
                "a/pyproject.toml",
                """
                  [tool.other]
                  x = 1
                  """)
            .in("a"),
        new ConfigRow("empty table of pyproject.toml alone").pyproject("[tool.metaxy]\n"),
        new ConfigRow("both files")
            .metaxy("project = \"m\"\n")
            .pyproject(
                """
                  [tool.metaxy]
                  project = "py"
                  """),
        new ConfigRow("both files, the first empty")
            .metaxy("")
            .pyproject(
                """
                  [tool.metaxy]
                  project = "py"
                  """),
        new ConfigRow("METAXY_CONFIG")
            .metaxy("project = \"m\"\n")
            .file("other.toml", "project = \"o\"\n")
            .variable("METAXY_CONFIG", "other.toml"),
        new ConfigRow("METAXY_CONFIG before an explicit path")
            .metaxy("project = \"m\"\n")
            .file("other.toml", "project = \"o\"\n")
            .file("third.toml", "project = \"t\"\n")
            .variable("METAXY_CONFIG", "other.toml")
            .explicit("third.toml"),
        new ConfigRow("METAXY_CONFIG with an absolute path")
            .metaxy("project = \"m\"\n")
            .file("x/other.toml", "project = \"o\"\n")
            .variable("METAXY_CONFIG", "{root}/x/other.toml"),
        new ConfigRow("empty METAXY_CONFIG")
            .metaxy("project = \"m\"\n")
            .variable("METAXY_CONFIG", ""),
        new ConfigRow("explicit path")
            .metaxy("project = \"m\"\n")
            .file("third.toml", "project = \"t\"\n")
            .explicit("third.toml"),
        new ConfigRow("METAXY_CONFIG that is missing is refused")
            .metaxy("project = \"m\"\n")
            .variable("METAXY_CONFIG", "nope.toml"),
        new ConfigRow("METAXY_CONFIG that is a directory is refused")
            .file("x/a.toml", "")
            .variable("METAXY_CONFIG", "x"),
        new ConfigRow("explicit path that is missing is refused")
            .metaxy("project = \"m\"\n")
            .explicit("nope.toml"),
        new ConfigRow("METAXY_CONFIG that names pyproject.toml")
            .file(
                "x/pyproject.toml",
                """
                  [tool.metaxy]
                  project = "py"
                  """)
            .variable("METAXY_CONFIG", "x/pyproject.toml"),
        new ConfigRow("broken pyproject.toml on the way is refused")
            .metaxy("project = \"p\"\n")
            .file("a/pyproject.toml", "x = \n")
            .in("a"),
        new ConfigRow("table tool that is a number is refused").pyproject("tool = 1\n"),
        new ConfigRow("table tool.metaxy that is a number is refused")
            .pyproject(
                """
                  [tool]
                  metaxy = 1
                  """));
  }

  /** Variables in files. */
  private static List<ConfigRow> expansion() {
    return List.of(
        new ConfigRow("plain variable")
            .metaxy(
                """
                  project = "${P}"
                  [ext.other]
                  a = "x-${P}-y-${P}"
                  """)
            .variable("P", "p"),
        new ConfigRow("default of an unset variable")
            .metaxy(
                """
                  project = "${P:-d}"
                  [ext.other]
                  empty = "${P:-}"
                  colon = "${P:-a:b}"
                  """),
        new ConfigRow("default of a set variable")
            .metaxy("project = \"${P:-d}\"\n")
            .variable("P", "p"),
        new ConfigRow("set but empty variable")
            .metaxy(
                """
                  [ext.other]
                  a = "${P:-d}"
                  """)
            .variable("P", ""),
        new ConfigRow("unset variable of another integration")
            .metaxy(
                """
                  [ext.other]
                  a = "x${P}"
                  """),
        new ConfigRow("arrays and nested tables")
            .metaxy(
                """
                  [ext.other]
                  l = ["${P}", {k = "${P}"}, ["${P}"]]
                  t = {u = {v = "${P}"}}
                  """)
            .variable("P", "p"),
        new ConfigRow("keys are not expanded")
            .metaxy(
                """
                  [ext.other]
                  "${P}" = 1
                  """)
            .variable("P", "p"),
        new ConfigRow("no nesting and no escape")
            .metaxy(
                """
                  [ext.other]
                  a = "${P:-${Q}}"
                  b = "$${P}"
                  c = "${}"
                  d = "${P:x}"
                  e = "$P"
                  f = "${P-d}"
                  g = "${ P }"
                  """)
            .variable("P", "p"),
        new ConfigRow("number from a variable")
            .metaxy("hash_truncation_length = \"${N}\"\n")
            .variable("N", "12"),
        new ConfigRow("values of variables are not expanded again")
            .metaxy(
                """
                  [ext.other]
                  a = "${P}"
                  """)
            .variable("P", "${Q}")
            .variable("Q", "q"),
        new ConfigRow("variable with a backslash")
            .metaxy(
                """
                  [ext.other]
                  a = "${P}"
                  """)
            .variable("P", "C:\\dir$1"),
        new ConfigRow("unset variable in the project is refused").metaxy("project = \"${P}\"\n"),
        new ConfigRow("unset variable in the hash length is refused")
            .metaxy("hash_truncation_length = \"${N}\"\n"),
        new ConfigRow("unset variable in a part of the project")
            .metaxy("project = \"a-${P}\"\n")
            .differs(
                "Java refuses to use an option with an undefined variable; the peer uses an empty text"),
        new ConfigRow("unset variable in the lock path")
            .metaxy("metaxy_lock_path = \"${L}/x.lock\"\n")
            .differs(
                "Java refuses to use an option with an undefined variable; the peer uses an empty text"),
        new ConfigRow("unset variable in a store that is not opened")
            .metaxy(
                """
                  [stores.prod]
                  type = "postgresql"
                  [stores.prod.config]
                  password = "${SECRET}"
                  """));
  }

  /** Extend. */
  private static List<ConfigRow> extension() {
    return List.of(
        new ConfigRow("scalars are replaced")
            .metaxy(
                """
                  extend = "base.toml"
                  project = "c"
                  """)
            .file(
                "base.toml",
                """
                  project = "b"
                  store = "s"
                  hash_truncation_length = 10
                  """),
        new ConfigRow("stores and integrations are replaced whole")
            .metaxy(
                """
                  extend = "base.toml"
                  [stores.dev]
                  type = "h2"
                  [ext.other]
                  a = 1
                  """)
            .file(
                "base.toml",
                """
                  [stores.dev]
                  type = "duckdb"
                  [stores.dev.config]
                  database = "x"
                  [stores.prod]
                  type = "jdbc"
                  [ext.other]
                  enable = true
                  b = 2
                  [ext.more]
                  z = 1
                  """),
        new ConfigRow("one key of a store drops the others")
            .metaxy(
                """
                  extend = "base.toml"
                  [stores.dev.config]
                  database = "y"
                  """)
            .file(
                "base.toml",
                """
                  [stores.dev]
                  type = "duckdb"
                  [stores.dev.config]
                  database = "dev.duckdb"
                  """),
        new ConfigRow("arrays continue")
            .metaxy(
                """
                  extend = "base.toml"
                  entrypoints = ["c"]
                  [ext.other]
                  l = [2]
                  """)
            .file(
                "base.toml",
                """
                  entrypoints = ["b"]
                  [ext.other]
                  l = [1]
                  """),
        new ConfigRow("chain with relative paths")
            .file("a/metaxy.toml", "extend = \"../b/b.toml\"\n")
            .file(
                "b/b.toml",
                """
                  extend = "c.toml"
                  store = "b"
                  """)
            .file(
                "b/c.toml",
                """
                  project = "c"
                  store = "c"
                  """)
            .in("a"),
        new ConfigRow("absolute path")
            .metaxy("extend = \"{root}/x/base.toml\"\n")
            .file("x/base.toml", "project = \"b\"\n"),
        new ConfigRow("from metaxy.toml to pyproject.toml")
            .metaxy(
                """
                  extend = "pyproject.toml"
                  store = "m"
                  """)
            .pyproject(
                """
                  [tool.metaxy]
                  project = "py"
                  [tool.other]
                  x = 1
                  """),
        new ConfigRow("from pyproject.toml to another file")
            .pyproject(
                """
                  [tool.metaxy]
                  extend = "base.toml"
                  """)
            .file("base.toml", "project = \"b\"\n"),
        new ConfigRow("expansion after the merge")
            .metaxy(
                """
                  extend = "base.toml"
                  store = "${S}"
                  """)
            .file("base.toml", "project = \"${P}\"\n")
            .variable("P", "p")
            .variable("S", "s"),
        new ConfigRow("cycle is refused")
            .metaxy("extend = \"b.toml\"\n")
            .file("b.toml", "extend = \"metaxy.toml\"\n"),
        new ConfigRow("file that extends itself is refused").metaxy("extend = \"metaxy.toml\"\n"),
        new ConfigRow("missing file is refused").metaxy("extend = \"nope.toml\"\n"),
        new ConfigRow("variable in the path is refused")
            .metaxy("extend = \"${B}\"\n")
            .file("base.toml", "")
            .variable("B", "base.toml"),
        new ConfigRow("path that is a number is refused").metaxy("extend = 1\n"),
        new ConfigRow("path that is a directory is refused")
            .metaxy("extend = \"x\"\n")
            .file("x/a", ""),
        new ConfigRow("table tool.metaxy in a file with another name is refused")
            .metaxy("extend = \"other.toml\"\n")
            .file(
                "other.toml",
                """
                  [tool.metaxy]
                  project = "p"
                  """));
  }

  /** The lock file. */
  private static List<ConfigRow> locks() {
    return List.of(
        new ConfigRow("relative lock path").metaxy("metaxy_lock_path = \"l/x.lock\"\n").in("a"),
        new ConfigRow("relative lock path with dots").metaxy("metaxy_lock_path = \"../x.lock\"\n"),
        new ConfigRow("absolute lock path").metaxy("metaxy_lock_path = \"/l/x.lock\"\n"),
        new ConfigRow("expanded lock path")
            .metaxy("metaxy_lock_path = \"${L}/x.lock\"\n")
            .variable("L", "/q"),
        new ConfigRow("lock path of an extended file")
            .metaxy("extend = \"b/b.toml\"\n")
            .file("b/b.toml", "metaxy_lock_path = \"x.lock\"\n"),
        new ConfigRow("lock path of a linked file")
            .file("real/config.toml", "project = \"p\"\n")
            .link("link.toml", "real/config.toml")
            .variable("METAXY_CONFIG", "link.toml"),
        new ConfigRow("relative lock path without a file")
            .variable("METAXY_METAXY_LOCK_PATH", "x.lock"),
        new ConfigRow("absolute lock path without a file")
            .variable("METAXY_METAXY_LOCK_PATH", "/x.lock"));
  }

  /** Types. */
  private static List<ConfigRow> coercions() {
    return List.of(
        new ConfigRow("hash length \"16\"").metaxy("hash_truncation_length = \"16\"\n"),
        new ConfigRow("hash length 8.0").metaxy("hash_truncation_length = 8.0\n"),
        new ConfigRow("hash length \" 18 \"").metaxy("hash_truncation_length = \" 18 \"\n"),
        new ConfigRow("hash length \"11.0\"").metaxy("hash_truncation_length = \"11.0\"\n"),
        new ConfigRow("hash length \"1_9\"").metaxy("hash_truncation_length = \"1_9\"\n"),
        new ConfigRow("hash length \"+10\"").metaxy("hash_truncation_length = \"+10\"\n"),
        new ConfigRow("hash length \"08\"").metaxy("hash_truncation_length = \"08\"\n"),
        new ConfigRow("hash length 1e1").metaxy("hash_truncation_length = 1e1\n"),
        new ConfigRow("hash length \"\\t12\\u00a0\"")
            .metaxy("hash_truncation_length = \"\\t12\\u00a0\"\n"),
        new ConfigRow("hash length 7 is refused").metaxy("hash_truncation_length = 7\n"),
        new ConfigRow("hash length 8.5 is refused").metaxy("hash_truncation_length = 8.5\n"),
        new ConfigRow("hash length \"8.5\" is refused")
            .metaxy("hash_truncation_length = \"8.5\"\n"),
        new ConfigRow("hash length \"0x10\" is refused")
            .metaxy("hash_truncation_length = \"0x10\"\n"),
        new ConfigRow("hash length \"1e1\" is refused")
            .metaxy("hash_truncation_length = \"1e1\"\n"),
        new ConfigRow("hash length \"9_\" is refused").metaxy("hash_truncation_length = \"9_\"\n"),
        new ConfigRow("hash length \"11.\" is refused")
            .metaxy("hash_truncation_length = \"11.\"\n"),
        new ConfigRow("hash length \"\" is refused").metaxy("hash_truncation_length = \"\"\n"),
        new ConfigRow("hash length \"x\" is refused").metaxy("hash_truncation_length = \"x\"\n"),
        new ConfigRow("hash length true is refused").metaxy("hash_truncation_length = true\n"),
        new ConfigRow("hash length [8] is refused").metaxy("hash_truncation_length = [8]\n"),
        new ConfigRow("hash length beyond an int")
            .metaxy("hash_truncation_length = 99999999999\n")
            .differs("no hash is that long"),
        new ConfigRow("hash length 65")
            .metaxy("hash_truncation_length = 65\n")
            .differs("no hash is that long"),
        new ConfigRow("extra feature without a key")
            .metaxy("extra_features = [{}]\n")
            .differs("Java does not read what only Python uses"),
        new ConfigRow("empty name of a feature")
            .metaxy("[ext.jooq]\nfeatures = [\"\"]\n")
            .differs("Java knows the options of ext.jooq, the peer keeps any"),
        new ConfigRow("empty directory")
            .metaxy("[ext.jooq]\ndirectory = \"\"\n")
            .differs("Java knows the options of ext.jooq, the peer keeps any"),
        new ConfigRow("hash length 64").metaxy("hash_truncation_length = 64\n"),
        new ConfigRow("sync 1").metaxy("sync = 1\n"),
        new ConfigRow("sync 0").metaxy("sync = 0\n"),
        new ConfigRow("sync 0.0").metaxy("sync = 0.0\n"),
        new ConfigRow("sync \"t\"").metaxy("sync = \"t\"\n"),
        new ConfigRow("sync \"N\"").metaxy("sync = \"N\"\n"),
        new ConfigRow("sync \"On\"").metaxy("sync = \"On\"\n"),
        new ConfigRow("sync \"oFF\"").metaxy("sync = \"oFF\"\n"),
        new ConfigRow("sync \"YES\"").metaxy("sync = \"YES\"\n"),
        new ConfigRow("sync \"no\"").metaxy("sync = \"no\"\n"),
        new ConfigRow("sync \"1\"").metaxy("sync = \"1\"\n"),
        new ConfigRow("sync \"0\"").metaxy("sync = \"0\"\n"),
        new ConfigRow("sync \"True\"").metaxy("sync = \"True\"\n"),
        new ConfigRow("sync 2 is refused").metaxy("sync = 2\n"),
        new ConfigRow("sync \" on\" is refused").metaxy("sync = \" on\"\n"),
        new ConfigRow("sync \"2\" is refused").metaxy("sync = \"2\"\n"),
        new ConfigRow("sync \"\" is refused").metaxy("sync = \"\"\n"),
        new ConfigRow("sync [] is refused").metaxy("sync = []\n"),
        new ConfigRow("project \"a-b_C9\"").metaxy("project = \"a-b_C9\"\n"),
        new ConfigRow("project \"-\"").metaxy("project = \"-\"\n"),
        new ConfigRow("project \"_\"").metaxy("project = \"_\"\n"),
        new ConfigRow("project \"\" is refused").metaxy("project = \"\"\n"),
        new ConfigRow("project \"a/b\" is refused").metaxy("project = \"a/b\"\n"),
        new ConfigRow("project \"a__b\" is refused").metaxy("project = \"a__b\"\n"),
        new ConfigRow("project \"a b\" is refused").metaxy("project = \"a b\"\n"),
        new ConfigRow("project \"é\" is refused").metaxy("project = \"é\"\n"),
        new ConfigRow("project 1 is refused").metaxy("project = 1\n"),
        new ConfigRow("project true is refused").metaxy("project = true\n"),
        new ConfigRow("project [] is refused").metaxy("project = []\n"),
        new ConfigRow("project with a line break at its end")
            .metaxy(
                """
                  project = "a\\n"
                  """)
            .differs("the peer's rule overlooks the line break"),
        new ConfigRow("store that is a number is refused").metaxy("store = 1\n"),
        new ConfigRow("entrypoints that are a text are refused").metaxy("entrypoints = \"a\"\n"),
        new ConfigRow("entrypoints that are numbers are refused").metaxy("entrypoints = [1]\n"),
        new ConfigRow("extra_features that are a number are refused")
            .metaxy("extra_features = 1\n"),
        new ConfigRow("extra_features without a condition")
            .metaxy("extra_features = [{}]\n")
            .differs("Java does not read what only Python uses"));
  }

  /** Keys. */
  private static List<ConfigRow> keys() {
    return List.of(
        new ConfigRow("unknown key at the top is refused").metaxy("projct = \"p\"\n"),
        new ConfigRow("unknown table at the top is refused")
            .metaxy(
                """
                  [store_config]
                  x = 1
                  """),
        new ConfigRow("key at the top in another case is refused").metaxy("Project = \"p\"\n"),
        new ConfigRow("unknown key of a store is refused")
            .metaxy(
                """
                  [stores.dev]
                  type = "h2"
                  database = "x"
                  """),
        new ConfigRow("fallback stores beside the type are refused")
            .metaxy(
                """
                  [stores.dev]
                  type = "h2"
                  fallback_stores = ["b"]
                  """),
        new ConfigRow("unknown key of a store's config")
            .metaxy(
                """
                  [stores.dev]
                  type = "metaxy.ext.duckdb.DuckDBMetadataStore"
                  [stores.dev.config]
                  foo = 1
                  """),
        new ConfigRow("unknown key of another integration")
            .metaxy(
                """
                  [ext.other]
                  foo = 1
                  [ext.other.bar]
                  baz = [1, 2]
                  """),
        new ConfigRow("unknown key of ext.jooq")
            .metaxy(
                """
                  [ext.jooq]
                  featurs = ["a"]
                  """)
            .differs("Java knows the options of ext.jooq, the peer keeps any"),
        new ConfigRow("integration with nearly the name of ext.jooq")
            .metaxy(
                """
                  [ext.joq]
                  features = ["a"]
                  """),
        new ConfigRow("broken list in a variable of ext.jooq")
            .variable("METAXY_EXT__JOOQ__FEATURES", "[\"a\", ")
            .differs("Java knows the options of ext.jooq, the peer keeps any"),
        new ConfigRow("wrong type in ext.jooq")
            .metaxy(
                """
                  [ext.jooq]
                  inject_index = "maybe"
                  """)
            .differs("Java knows the options of ext.jooq, the peer keeps any"),
        new ConfigRow("enable in another case")
            .metaxy(
                """
                  [ext.other]
                  Enable = true
                  ENABLE = false
                  other = 1
                  """),
        new ConfigRow("enable in another case before the environment")
            .metaxy(
                """
                  [ext.other]
                  Enable = true
                  """)
            .variable("METAXY_EXT__OTHER__ENABLE", "false"),
        new ConfigRow("enable as a word")
            .metaxy(
                """
                  [ext.other]
                  enable = "on"
                  """),
        new ConfigRow("enable that is not a boolean is refused")
            .metaxy(
                """
                  [ext.other]
                  enable = "maybe"
                  """),
        new ConfigRow("type in two cases")
            .metaxy(
                """
                  [stores.dev]
                  TYPE = "h2"
                  type = "duckdb"
                  """),
        new ConfigRow("type in another case only")
            .metaxy(
                """
                  [stores.dev]
                  TYPE = "h2"
                  Config = {a = 1}
                  """),
        new ConfigRow("config in another case")
            .metaxy(
                """
                  [stores.dev]
                  type = "h2"
                  Config = {a = 1}
                  """),
        new ConfigRow("store that is a number is ignored")
            .metaxy(
                """
                  [stores]
                  x = 1
                  """),
        new ConfigRow("config that is a number is refused")
            .metaxy(
                """
                  [stores.x]
                  type = "h2"
                  config = 1
                  """),
        new ConfigRow("type that is a number is refused")
            .metaxy(
                """
                  [stores.x]
                  type = 1
                  """),
        new ConfigRow("empty type")
            .metaxy(
                """
                  [stores.x]
                  type = ""
                  """),
        new ConfigRow("stores that are a list are refused").metaxy("stores = []\n"),
        new ConfigRow("integrations that are a number are refused").metaxy("ext = 1\n"),
        new ConfigRow("integration that is a list is refused")
            .metaxy(
                """
                  [ext]
                  x = []
                  """),
        new ConfigRow("fallback chain")
            .metaxy(
                """
                  [stores.dev]
                  type = "duckdb"
                  [stores.dev.config]
                  fallback_stores = ["stage"]
                  hash_algorithm = "md5"
                  [stores.stage]
                  type = "metaxy.ext.postgresql.PostgreSQLMetadataStore"
                  [stores.stage.config]
                  fallback_stores = ["prod"]
                  connection_params = {host = "db", port = 5432}
                  [stores.prod]
                  type = "metaxy.ext.metadata_stores.bigquery.BigQueryMetadataStore"
                  """),
        new ConfigRow("stores of every type of ours")
            .metaxy(
                """
                  [stores.h2]
                  type = "h2"
                  [stores.h2.config]
                  url = "jdbc:h2:x"
                  username = "u"
                  schema = "s"
                  table_prefix = "p_"
                  [stores.postgresql]
                  type = "postgresql"
                  [stores.postgresql.config]
                  url = "jdbc:postgresql:x"
                  username = "u"
                  schema = "s"
                  table_prefix = "p_"
                  [stores.duckdb]
                  type = "duckdb"
                  [stores.duckdb.config]
                  url = "jdbc:duckdb:x"
                  username = "u"
                  schema = "s"
                  table_prefix = "p_"
                  [stores.mariadb]
                  type = "mariadb"
                  [stores.mariadb.config]
                  url = "jdbc:mariadb:x"
                  username = "u"
                  schema = "s"
                  table_prefix = "p_"
                  [stores.jdbc]
                  type = "jdbc"
                  [stores.jdbc.config]
                  url = "jdbc:jdbc:x"
                  username = "u"
                  schema = "s"
                  table_prefix = "p_"
                  """),
        new ConfigRow("options of the former integrations")
            .metaxy(
                """
                  [ext.sqlmodel]
                  enable = true
                  infer_db_table_names = false
                  system_tables = true
                  [ext.sqlalchemy]
                  inject_index = true
                  """));
  }

  /** TOML. */
  private static List<ConfigRow> syntax() {
    return List.of(
        new ConfigRow("TOML 1.1")
            .metaxy(
                """
                  [ext.other]
                  t = {a = 1,
                    b = 2,
                  }
                  e = "\\e\\x41"
                  m = 10:30
                  """),
        new ConfigRow("dates and floats")
            .metaxy(
                """
                  [ext.other]
                  d = 2026-01-01
                  e = 2026-01-01T10:30:00Z
                  f = 10:30:00
                  l = 2026-01-01T10:30:00
                  g = 1.5
                  i = 1e3
                  h = 0x1F
                  """),
        new ConfigRow("dotted and quoted keys")
            .metaxy(
                """
                  ext.other."a b".c = 1
                  ext."x.y".z = 2
                  """),
        new ConfigRow("line ends of Windows").metaxy("project = \"p\"\r\n[ext.other]\r\nx = 1\r\n"),
        new ConfigRow("integer beyond 64 bits")
            .metaxy(
                """
                  [ext.other]
                  a = 99999999999999999999999
                  """)
            .differs("TOML allows integers of 64 bits"),
        new ConfigRow("float beyond 64 bits")
            .metaxy("[ext.other]\na = 1e400\n")
            .differs("TOML allows floats of 64 bits"),
        new ConfigRow("byte order mark is refused").metaxy("\uFEFFproject = \"p\"\n"),
        new ConfigRow("missing value is refused")
            .metaxy(
                """
                  project = "p"
                  store =
                  """),
        new ConfigRow("key that is given twice is refused")
            .metaxy(
                """
                  project = "p"
                  project = "q"
                  """),
        new ConfigRow("text without its end is refused")
            .metaxy(
                """
                  [stores.x.config]
                  password = "marked-secret
                  """),
        new ConfigRow("text without quotes is refused").metaxy("password = marked-secret\n"),
        new ConfigRow("table that is given twice is refused")
            .metaxy(
                """
                  [stores.x]
                  type = "h2"
                  [stores.x]
                  type = "h2"
                  """));
  }
}
