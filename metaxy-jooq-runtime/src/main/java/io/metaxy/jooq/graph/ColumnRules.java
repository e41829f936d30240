package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules for the user's columns, including id columns ({@code docs/semantics.md} 2 and 4). */
final class ColumnRules {

  private ColumnRules() {}

  static void idColumnsAreColumns(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      List<String> ids = feature.spec().idColumns();
      if (ids.isEmpty()) {
        add(
            problems,
            feature,
            "no-id",
            "",
            "Cannot identify samples without id columns; add .id(\"...\") to the spec");
      }
      Set<String> seen = new HashSet<>();
      for (String id : ids) {
        if (!seen.add(id)) {
          add(
              problems,
              feature,
              "duplicate-id",
              "id " + id,
              "Cannot list an id column twice; remove one");
        } else if (columnsAreKnown(feature)) {
          idColumn(feature, id, problems);
        }
      }
    }
  }

  private static void idColumn(FeatureDefinition feature, String id, List<Problem> problems) {
    Optional<ColumnSpec> column =
        feature.columns().stream().filter(c -> c.name().equals(id)).findFirst();
    if (column.isEmpty()) {
      add(
          problems,
          feature,
          "unknown-id",
          "id " + id,
          "Cannot find the id column among the columns "
              + feature.columns().stream().map(ColumnSpec::name).toList()
              + "; add the column or correct the id");
    } else if (column.get().nullable()) {
      add(
          problems,
          feature,
          "nullable-id",
          "id " + id,
          "Cannot identify samples by a nullable column; make it not null");
    } else if (!column.get().kind().isOrdered()) {
      add(
          problems,
          feature,
          "unordered-id",
          "id " + id,
          "Cannot identify samples by a column of type "
              + column.get().kind()
              + ", which has no order that all databases share; use another column");
    }
  }

  static void columnNamesAreFree(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Set<String> seen = new HashSet<>();
      for (ColumnSpec column : feature.columns()) {
        String name = column.name();
        if (SystemColumns.isReserved(name)) {
          add(
              problems,
              feature,
              "reserved-column",
              "column " + name,
              "Cannot use the name "
                  + name
                  + ", because names that begin with "
                  + SystemColumns.PREFIX
                  + ", and those of the system columns without it, are reserved; rename the"
                  + " column");
        }
        if (!seen.add(name)) {
          add(
              problems,
              feature,
              "duplicate-column",
              "column " + name,
              "Cannot have two columns with the same name; rename one of them");
        }
      }
    }
  }

  /** The columns of an external feature may be unknown. */
  static boolean columnsAreKnown(FeatureDefinition feature) {
    return !(feature.external() && feature.columns().isEmpty());
  }

  private static void add(
      List<Problem> problems,
      FeatureDefinition feature,
      String code,
      String place,
      String sentence) {
    problems.add(new Problem(code, feature.key().toString(), place, sentence));
  }
}
