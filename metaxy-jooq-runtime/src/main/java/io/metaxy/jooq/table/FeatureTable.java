package io.metaxy.jooq.table;

import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.spec.FeatureKey;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/**
 * A generated jOOQ table that holds a feature: the user's columns and the system columns ({@code
 * docs/semantics.md} 4), with the feature's definition as data.
 *
 * @param <R> the generated record
 */
public interface FeatureTable<R extends FeatureRecord<R>> extends Table<R> {

  /** The definition that this table was generated from. */
  FeatureData featureData();

  /** The key of the feature. */
  default FeatureKey featureKey() {
    return FeatureKey.of(featureData().key());
  }

  /**
   * The version of a field's data, read from {@code metaxy_data_version_by_field}; alias it with
   * {@code .as(...)} to select it from a derived table. On H2, where {@code j} is {@code
   * cast(("t"."metaxy_data_version_by_field")."text" as varchar)}:
   *
   * <pre>{@code
   * case when left(j, 1) = '"' then stringdecode(substring(j, 2, char_length(j) - 2)) else nullif(j, 'null') end
   * }</pre>
   *
   * @throws IllegalArgumentException when the feature has no such field
   */
  default Field<String> dataVersion(String field) {
    return byField(DATA_VERSION_BY_FIELD, field);
  }

  /**
   * The hash of a field's inputs, read from {@code metaxy_provenance_by_field}; see {@link
   * #dataVersion}.
   *
   * @throws IllegalArgumentException when the feature has no such field
   */
  default Field<String> provenance(String field) {
    return byField(PROVENANCE_BY_FIELD, field);
  }

  private Field<String> byField(String column, String field) {
    String structKey = featureData().structKey(field);
    Field<Map<String, String>> map = SystemFields.byField(this, column);
    return CustomField.of(
        column + "_" + structKey,
        SQLDataType.VARCHAR,
        ctx -> ctx.visit(Dialects.of(ctx.dialect()).byField().entry(map, structKey)));
  }
}
