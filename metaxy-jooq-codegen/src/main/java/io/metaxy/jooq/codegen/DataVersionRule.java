package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.FieldKey;
import java.util.Map;

/** {@code audioDataVersion()} for the field {@code audio}. */
final class DataVersionRule implements TableRule {

  @Override
  public void execute(TableCode code) {
    Map<FieldKey, String> names = FieldAccessor.names(code.feature(), "DataVersion");
    names.forEach(
        (field, name) ->
            FieldAccessor.write(
                code.out(), name, "The version of the data of field", field, "dataVersion"));
  }
}
