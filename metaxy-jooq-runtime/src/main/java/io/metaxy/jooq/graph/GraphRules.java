package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.Problem;
import java.util.List;

/** The rules of a valid graph; the list serves as a table of contents. */
final class GraphRules {

  /** One rule; adds what it finds to the problems. */
  @FunctionalInterface
  interface Rule {
    void check(Declared declared, List<Problem> problems);
  }

  static final List<Rule> ALL =
      List.of(
          NameRules::keysAreWellFormed,
          NameRules::projectsAreWellFormed,
          NameRules::tablesAreNamed,
          NameRules::tableNamesDiffer,
          NameRules::classNamesDiffer,
          NameRules::structKeysDiffer,
          ColumnRules::idColumnsAreColumns,
          ColumnRules::columnNamesAreFree,
          SettingRules::olderRowsLackTheirColumns,
          SettingRules::columnsCanBeStoredAsDeclared,
          DepRules::dependenciesExist,
          DepRules::dependenciesDiffer,
          DepRules::thereAreNoCycles,
          DepRules::renamesWork,
          DepRules::selectsWork,
          DepRules::columnsArriveOnce,
          DepRules::lineagesWork,
          DepRules::filtersCanBeRead,
          ResolveRules::filtersFit,
          ResolveRules::idsRelate,
          ResolveRules::idTypesAgree,
          FieldRules::listedFieldsExist,
          FieldRules::mappingsMatch,
          FieldRules::givenVersionsFit);

  private GraphRules() {}
}
