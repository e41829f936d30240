#!/bin/sh
# Compares the working tree with a revision:
#   sh it/src/bench/compare.sh REVISION -Dbench.database=h2 -Dbench.graph=simple -Dbench.rows=100000 -Dbench.rounds=7
# Both run the benchmark of the working tree, each compiled against its own code. The revision is built once, in
# it/target/compare. Exits with 1 if a median ratio is above compare.limit (default 1.10).
set -eu

fail() {
  printf 'Cannot compare: %s\n' "$1" >&2
  exit 2
}

[ $# -gt 0 ] || fail 'no revision is given; give one, such as HEAD or a commit'
top=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
base=$(git -C "$top" rev-parse --verify --quiet "$1^{commit}") ||
  fail "$1 is not a revision; give one, such as HEAD or a commit"
shift
database=DuckDb
for option; do
  case $option in
    -Dbench.database=postgresql) database=Postgres ;;
    -Dbench.database=h2) database=H2 ;;
    -Dbench.database=mariadb) database=MariaDb ;;
  esac
done
work=$top/it/target/compare
benchmark=$top/it/src/test/java/io/metaxy/jooq/it/bench
tools=${JAVA_HOME:+$JAVA_HOME/bin/}

# Compiles the modules in $1.
build() {
  (cd "$1" && mvn -q -B -ntp -pl it -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/compare.classpath)
}

# Prints the class path of side $1: the benchmark, compiled against the main classes of the modules in $2.
side() {
  libraries=$2/it/target/classes:$(cat "$2/it/target/compare.classpath")
  rm -rf "${work:?}/$1"
  mkdir -p "$work/$1"
  "${tools}javac" -proc:none -nowarn -implicit:class -d "$work/$1" -classpath "$libraries" \
    -sourcepath "$top/it/src/test/java" "$benchmark/Comparison.java" "$benchmark/SideServer.java" "$benchmark/${database}Bench.java"
  printf '%s:%s' "$work/$1" "$libraries"
}

if [ ! -f "$work/$base/built" ]; then
  rm -rf "${work:?}/$base"
  mkdir -p "$work/$base"
  git -C "$top" archive "$base" | tar -x -C "$work/$base"
  build "$work/$base"
  touch "$work/$base/built"
fi
build "$top"
base_classpath=$(side base "$work/$base")
head_classpath=$(side head "$top")

exec "${tools}java" \
  -Dcompare.base="$(git -C "$top" describe --always "$base")" \
  -Dcompare.head="$(git -C "$top" describe --always --dirty)" \
  -Dbench.directory="$top/it/target/bench" \
  -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  "$@" -classpath "$head_classpath" io.metaxy.jooq.it.bench.Comparison "$base_classpath" "$head_classpath"
