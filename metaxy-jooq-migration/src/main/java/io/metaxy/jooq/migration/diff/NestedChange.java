package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a column of structs or maps becomes when its spec changes: it keeps what it has, gets new
 * members and wider values. A removed member stays, because rows have values in it; new rows do
 * not.
 */
final class NestedChange {

  /** The kinds of what structs contain, in addition to values. */
  private static final Set<String> CONTAINERS = Set.of("object", "array", "map", "enum");

  private final @Nullable JsonShape shape;
  private final BiPredicate<Scalar, Scalar> kept;
  private final List<Rename> renames = new ArrayList<>();

  /**
   * A member that the spec reads under its new and its old name, of which a struct with both would
   * hide the old value.
   */
  record Rename(String path, String from, String to) {}

  /**
   * Starts a comparison.
   *
   * @param shape what the spec's JSON contains; null if it is not known
   * @param kept whether the store reads and writes values of a type, the first, in another, which
   *     is kept because others chose it
   */
  NestedChange(@Nullable JsonShape shape, BiPredicate<Scalar, Scalar> kept) {
    this.shape = shape;
    this.kept = kept;
  }

  /** The type that holds the values of both; empty if none does without changing values. */
  Optional<Nested> merged(Nested desired, Nested current) {
    return merged(JsonShape.ROOT, desired, current).map(Nested.class::cast);
  }

  /** The renamed members that were found. */
  List<Rename> renames() {
    return List.copyOf(renames);
  }

  private Optional<StoredType> merged(String path, StoredType desired, StoredType current) {
    if (desired.equals(current) || current instanceof Foreign || TypeChange.isJson(current)) {
      return Optional.of(current);
    } else if (desired instanceof Scalar to && current instanceof Scalar from) {
      return kept.test(to, from) ? Optional.of(from) : scalar(to, from);
    } else if (desired instanceof Struct to && current instanceof Struct from) {
      return struct(path, to, from);
    } else if (desired instanceof MapOf to && current instanceof MapOf from) {
      return merged(path + ".*", to.value(), from.value())
          .map(value -> new MapOf(from.key(), value));
    } else if (desired instanceof Items to && current instanceof Items from) {
      return merged(path + "[]", to.element(), from.element())
          .map(element -> new Items((Nested) element, from.length()));
    }
    return Optional.empty();
  }

  /**
   * A text holds what JSON has as text; a time with a zone and one without differ in nothing else.
   */
  private static Optional<StoredType> scalar(Scalar desired, Scalar current) {
    boolean isText = current.equals(Scalar.of(ColumnType.STRING));
    if (TypeChange.holds(current, desired)
        || (isText && isTextInJson(desired.kind()))
        || (TypeChange.isTimestamp(current) && TypeChange.isTimestamp(desired))) {
      return Optional.of(current);
    }
    return TypeChange.holds(desired, current) ? Optional.of(desired) : Optional.empty();
  }

  private static boolean isTextInJson(ColumnType kind) {
    return switch (kind) {
      case STRING, ENUM, UUID, BINARY -> true;
      case INSTANT, OFFSET_DATE_TIME, LOCAL_DATE, LOCAL_DATE_TIME, LOCAL_TIME -> true;
      case BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL, DURATION, JSON, LIST ->
          false;
    };
  }

  private Optional<StoredType> struct(String path, Struct desired, Struct current) {
    List<Member> members = new ArrayList<>();
    for (Member member : current.members()) {
      Optional<Member> wanted = desired.member(member.name());
      Optional<StoredType> type =
          wanted.isEmpty()
              ? Optional.of(member.type())
              : merged(path + "." + member.name(), wanted.get().type(), member.type());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      members.add(new Member(member.name(), type.get()));
    }
    for (Member member : desired.members()) {
      if (current.member(member.name()).isEmpty()) {
        // The database ignores the case of names, and JSON does not.
        if (current.members().stream().anyMatch(m -> m.name().equalsIgnoreCase(member.name()))) {
          return Optional.empty();
        }
        aliases(path + "." + member.name()).stream()
            .filter(alias -> current.member(alias).isPresent())
            .findFirst()
            .ifPresent(alias -> renames.add(new Rename(path, alias, member.name())));
        members.add(member);
      }
    }
    return Optional.of(new Struct(members));
  }

  private List<String> aliases(String path) {
    return shape == null ? List.of() : shape.part(path).map(Part::aliases).orElse(List.of());
  }

  /**
   * The parts of the shape's JSON, which itself has no such type, that a type cannot hold, as in
   * {@code $.took (java.time.Duration)}.
   */
  List<String> unheld(Nested current) {
    if (shape == null || shape.equals(JsonShape.DOCUMENT)) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    unheld(JsonShape.ROOT, current, shape, parts);
    // Of the new members, those that a struct could get are not the reason.
    List<Part> reasons =
        parts.stream()
            .flatMap(part -> within(part, shape))
            .filter(part -> !isHeld(part.type()))
            .toList();
    return (reasons.isEmpty() ? parts : reasons)
        .stream().map(part -> part.path() + " (" + part.type() + ")").toList();
  }

  private static Stream<Part> within(Part outer, JsonShape shape) {
    String path = outer.path();
    return shape.parts().stream()
        .filter(
            part ->
                part.equals(outer)
                    || part.path().startsWith(path + ".")
                    || part.path().startsWith(path + "["));
  }

  /** Whether some struct can hold values of a kind. */
  private static boolean isHeld(String kind) {
    return CONTAINERS.contains(kind)
        || Stream.of(ColumnType.values())
            .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(kind))
            .filter(known -> known != ColumnType.LIST && known != ColumnType.JSON)
            .anyMatch(known -> JsonForm.ofValue(LogicalType.of(known)).isPresent());
  }

  private static void unheld(
      String path, @Nullable StoredType type, JsonShape shape, List<Part> unheld) {
    Part part = shape.part(path).orElseThrow();
    String kind = part.type();
    boolean held = type != null;
    if (type instanceof Struct struct) {
      held = kind.equals("object");
      if (held) {
        members(path, shape)
            .forEach(
                name ->
                    unheld(
                        path + "." + name,
                        struct.member(name).map(Member::type).orElse(null),
                        shape,
                        unheld));
      }
    } else if (type instanceof MapOf map) {
      held = kind.equals("map");
      if (held) {
        unheld(path + ".*", map.value(), shape, unheld);
      }
    } else if (type instanceof Items items) {
      held = kind.equals("array");
      if (held) {
        unheld(path + "[]", items.element(), shape, unheld);
      }
    } else if (type instanceof Scalar scalar && !TypeChange.isJson(scalar)) {
      if (scalar.type() instanceof ListOf list) {
        held = kind.equals("array");
        if (held) {
          unheld(path + "[]", new Scalar(list.element()), shape, unheld);
        }
      } else {
        held = isHeldBy(kind, scalar);
      }
    }
    if (!held) {
      unheld.add(part);
    }
  }

  private static boolean isHeldBy(String kind, Scalar type) {
    return Stream.of(ColumnType.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(kind))
        .filter(known -> known != ColumnType.LIST && known != ColumnType.JSON)
        .map(known -> known == ColumnType.ENUM ? ColumnType.STRING : known)
        .anyMatch(known -> scalar(Scalar.of(known), type).filter(type::equals).isPresent());
  }

  /** The names of the members directly below a path. */
  private static Stream<String> members(String path, JsonShape shape) {
    String start = path + ".";
    List<String> below =
        shape.parts().stream().map(Part::path).filter(p -> p.startsWith(start)).toList();
    return below.stream()
        .filter(
            inner ->
                below.stream()
                    .noneMatch(o -> inner.startsWith(o + ".") || inner.startsWith(o + "[")))
        .map(inner -> inner.substring(start.length()));
  }
}
