package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Limits the JSON of a record to its components. Jackson would also write what methods such as
 * {@code isEmpty()} or {@code getLength()} return, as long as no annotation says otherwise.
 */
final class ComponentNames extends DefaultAccessorNamingStrategy.Provider {

  private static final long serialVersionUID = 1L;

  @Override
  public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass recordClass) {
    return new OfRecord(config, recordClass);
  }

  private static final class OfRecord extends DefaultAccessorNamingStrategy.RecordNaming {

    OfRecord(MapperConfig<?> config, AnnotatedClass recordClass) {
      super(config, recordClass);
    }

    @Override
    public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
      return _fieldNames.contains(name) ? name : null;
    }

    @Override
    public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
      return null;
    }
  }
}
