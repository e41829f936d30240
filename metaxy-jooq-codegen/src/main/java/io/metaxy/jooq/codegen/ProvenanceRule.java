package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.FieldKey;
import java.util.Map;

/** {@code audioProvenance()} for the field {@code audio}. */
final class ProvenanceRule implements TableRule {

  @Override
  public void execute(TableCode code) {
    Map<FieldKey, String> names = FieldAccessor.names(code.feature(), "Provenance");
    names.forEach(
        (field, name) ->
            FieldAccessor.write(
                code.out(), name, "The hash of the inputs of field", field, "provenance"));
  }
}
