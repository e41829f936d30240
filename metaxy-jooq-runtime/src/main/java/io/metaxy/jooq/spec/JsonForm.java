package io.metaxy.jooq.spec;

import io.metaxy.jooq.spec.LogicalType.Decimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The structs, maps and lists in which a database that has them can hold the JSON of a column
 * without changing a value. It has no influence on versions. The form of {@code List<Span>} with
 * {@code record Span(double start, Map<String, Integer> labels)} is
 *
 * <pre>{@code
 * Items(Members(start: Value(FLOAT64), labels: Entries(Value(INT32))))
 * }</pre>
 *
 * <p>JSON without such a form stays JSON: values of any type or of several types, types that
 * contain themselves, objects without members or whose members differ only in case, times with an
 * offset, decimals without digits.
 */
public sealed interface JsonForm {

  /** The most digits of a decimal. */
  int DIGITS = 38;

  /**
   * A text, a number, a boolean, a time.
   *
   * @param type its type, which is neither JSON nor a list; an enumeration is a text
   */
  record Value(LogicalType type) implements JsonForm {

    public Value {
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * An array.
   *
   * @param element the form of its elements
   */
  record Items(JsonForm element) implements JsonForm {

    public Items {
      Objects.requireNonNull(element, "element");
    }
  }

  /**
   * An object with known members.
   *
   * @param forms the members by name, in order
   */
  record Members(Map<String, JsonForm> forms) implements JsonForm {

    public Members {
      forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    }
  }

  /**
   * An object with any members.
   *
   * @param value the form of their values
   */
  record Entries(JsonForm value) implements JsonForm {

    public Entries {
      Objects.requireNonNull(value, "value");
    }
  }

  /** The form of a value; empty if the column of its type would change it. */
  static Optional<JsonForm> ofValue(LogicalType type) {
    return switch (type.kind()) {
      case JSON, LIST, OFFSET_DATE_TIME, DURATION -> Optional.empty();
      case STRING, ENUM -> Optional.of(new Value(LogicalType.of(ColumnType.STRING)));
      case DECIMAL ->
          type instanceof Decimal decimal
                  && decimal.digits() != null
                  && decimal.digits().precision() <= DIGITS
                  && decimal.digits().scale() <= decimal.digits().precision()
              ? Optional.of(new Value(type))
              : Optional.empty();
      default -> Optional.of(new Value(type));
    };
  }

  /** The form of an object with these members; empty if it or one of them does not have one. */
  static Optional<JsonForm> ofMembers(Map<String, Optional<JsonForm>> members) {
    Map<String, JsonForm> forms = new LinkedHashMap<>();
    Set<String> caseless = new TreeSet<>();
    for (Map.Entry<String, Optional<JsonForm>> member : members.entrySet()) {
      String name = member.getKey();
      boolean isNew = caseless.add(name.toLowerCase(Locale.ROOT));
      if (!isNew || name.isEmpty() || member.getValue().isEmpty()) {
        return Optional.empty();
      }
      forms.put(name, member.getValue().get());
    }
    return forms.isEmpty() ? Optional.empty() : Optional.of(new Members(forms));
  }

  /** Whether it is an object or holds objects, not only values in lists. */
  default boolean hasObjects() {
    return !(this instanceof Value)
        && !(this instanceof Items items && !items.element().hasObjects());
  }
}
