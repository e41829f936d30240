package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.OlderRows;
import io.metaxy.jooq.spec.RenamedFrom;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds annotations of columns in the records that a document holds. Only the components of a
 * feature's record are columns; Jackson's annotations describe those of the others.
 */
final class NestedAnnotations {

  /** What to use instead of each annotation. */
  private static final Map<Class<? extends Annotation>, String> INSTEAD = new LinkedHashMap<>();

  static {
    INSTEAD.put(
        Column.class,
        "name its key with @JsonProperty, or make it a column of its own: a component of the"
            + " feature's record");
    INSTEAD.put(RenamedFrom.class, "name its old key with @JsonAlias");
    INSTEAD.put(
        OlderRows.class,
        "use @JsonSetter(nulls = Nulls.AS_EMPTY) for zero, false or an empty text or list, or"
            + " replace null in the record's constructor");
  }

  private final Consumer<String> problems;
  private final Set<Class<?>> seen = new HashSet<>();

  /**
   * Starts a search.
   *
   * @param problems takes a sentence for each annotation
   */
  NestedAnnotations(Consumer<String> problems) {
    this.problems = problems;
  }

  /** Searches the records that a type contains. */
  void check(Type type) {
    JavaTypes.classes(type).filter(seen::add).forEach(this::check);
  }

  private void check(Class<?> type) {
    Class<?>[] permitted = type.getPermittedSubclasses();
    Stream.of(permitted == null ? new Class<?>[0] : permitted).forEach(each -> check((Type) each));
    if (!type.isRecord() || RecordReader.hasSpec(type)) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      INSTEAD.forEach(
          (annotation, instead) -> {
            if (component.isAnnotationPresent(annotation)) {
              problems.accept(
                  "Cannot use @"
                      + annotation.getSimpleName()
                      + " on "
                      + component.getName()
                      + " of "
                      + type.getTypeName()
                      + ", which is not a column, but a member of a document; "
                      + instead);
            }
          });
      check(component.getGenericType());
    }
  }
}
