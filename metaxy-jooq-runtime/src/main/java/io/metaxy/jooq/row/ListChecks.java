package io.metaxy.jooq.row;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.ColumnLimit;
import io.metaxy.jooq.value.ColumnLimit.Elements;
import io.metaxy.jooq.value.ColumnLimit.Floats;
import io.metaxy.jooq.value.ColumnLimit.Range;
import io.metaxy.jooq.value.ColumnLimit.Unsigned64;
import io.metaxy.jooq.value.DurationConverter;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds lists that a column does not have, and values in lists that a column of them refuses. */
final class ListChecks {

  private final Capabilities capabilities;
  private final List<Checked> columns = new ArrayList<>();

  /** A list column. */
  private record Checked(String name, int position, ListOf type, @Nullable LiveColumn live) {}

  ListChecks(
      List<ColumnSpec> specs,
      FeatureTable<?> table,
      Capabilities capabilities,
      @Nullable LiveTable live) {
    this.capabilities = capabilities;
    for (ColumnSpec spec : specs) {
      if (spec.type() instanceof ListOf type && table.field(spec.name()) != null) {
        columns.add(
            new Checked(
                spec.name(),
                table.indexOf(spec.name()),
                type,
                live == null ? null : live.column(spec.name())));
      }
    }
  }

  /** A check of one value, whose place is named only if it fails. */
  @FunctionalInterface
  private interface Check {
    Optional<String> of(Supplier<String> place, @Nullable Object value);
  }

  /** What is wrong with a list of a row regardless of the live column, and the remedy. */
  Optional<String> changed(FeatureRecord<?> row) {
    return each(row, (column, list) -> changed(column::name, list, column.type()));
  }

  /** Why a list of a row exceeds its live column, with the remedy. */
  Optional<String> exceeding(FeatureRecord<?> row) {
    return each(
        row,
        (column, list) ->
            column.live() == null || column.live().element() == null
                ? Optional.empty()
                : exceeding(column::name, list, column.live()));
  }

  /** A check of the list in a column. */
  @FunctionalInterface
  private interface ListCheck {
    Optional<String> of(Checked column, Object list);
  }

  private Optional<String> each(FeatureRecord<?> row, ListCheck check) {
    for (Checked column : columns) {
      Object list = row.get(column.position());
      Optional<String> reason = list == null ? Optional.empty() : reason(column, list, check);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> reason(Checked column, Object list, ListCheck check) {
    try {
      return check.of(column, list);
    } catch (RuntimeException e) {
      return Optional.of(ValueChecks.unconverted(column.name(), e));
    }
  }

  private Optional<String> changed(Supplier<String> name, Object list, ListOf type) {
    int length = ListElements.size(list);
    if (type.length() != null && type.length() != length) {
      return Optional.of(
          "its "
              + name.get()
              + " has "
              + Elements.elements(length)
              + ", but the feature requires "
              + type.length()
              + "; set a list of this length");
    }
    return isPrimitive(list)
        ? Optional.empty()
        : elements(name, list, (place, element) -> changedElement(place, element, type));
  }

  /** Whether no element can be null, or a text. */
  private static boolean isPrimitive(Object list) {
    Class<?> element = list.getClass().getComponentType();
    return element != null && element.isPrimitive();
  }

  private Optional<String> changedElement(
      Supplier<String> place, @Nullable Object element, ListOf type) {
    if (element == null) {
      return type.nullable()
          ? Optional.empty()
          : Optional.of(
              "its "
                  + place.get()
                  + " is null; leave it out, or mark the elements as @Nullable in the record");
    }
    if (element instanceof String text) {
      return capabilities
          .unicode()
          .refused(text)
          .map(reason -> "its " + place.get() + " " + reason);
    }
    return type.element() instanceof ListOf inner
        ? changed(place, element, inner)
        : Optional.empty();
  }

  private Optional<String> exceeding(Supplier<String> name, Object list, LiveColumn live) {
    if (live.limit() instanceof Elements most) {
      Optional<String> reason = most.exceeded(ListElements.size(list));
      if (reason.isPresent()) {
        return Optional.of(
            most.greatest()
                ? "its "
                    + name.get()
                    + " "
                    + reason.get()
                    + "; set a shorter list, because this database cannot store longer ones"
                : unfit(name.get(), reason.get()));
      }
    }
    LiveColumn element = live.element();
    if (element == null || (isPrimitive(list) && fits(list, element.limit()))) {
      return Optional.empty();
    }
    return elements(name, list, (place, value) -> exceedingElement(place, value, element));
  }

  /** Whether all numbers of an array are in a range, without an object for each. */
  private static boolean fits(Object numbers, @Nullable ColumnLimit limit) {
    if (numbers instanceof double[] doubles) {
      return !(limit instanceof Floats floats) || Arrays.stream(doubles).allMatch(floats::contains);
    }
    if (limit instanceof Unsigned64) {
      return numbers instanceof long[] longs && Arrays.stream(longs).allMatch(Unsigned64::contains);
    }
    if (!(limit instanceof Range range) || range.holdsAll(numbers.getClass().getComponentType())) {
      return true;
    }
    if (numbers instanceof int[] ints) {
      return Arrays.stream(ints).allMatch(range::contains);
    }
    return numbers instanceof long[] longs && Arrays.stream(longs).allMatch(range::contains);
  }

  private Optional<String> exceedingElement(
      Supplier<String> place, @Nullable Object value, LiveColumn live) {
    if (value == null) {
      return Optional.empty();
    }
    if (live.element() != null) {
      return exceeding(place, value, live);
    }
    Optional<String> range =
        value instanceof Temporal ? capabilities.times().exceeded(value) : Optional.empty();
    if (range.isPresent()) {
      return Optional.of(
          "its "
              + place.get()
              + " is "
              + value
              + "; set a value from "
              + range.get()
              + ", because this database cannot store other values");
    }
    ColumnLimit limit = live.limit();
    return limit == null
        ? Optional.empty()
        : limit
            .exceeded(value instanceof Duration time ? DurationConverter.micros(time) : value)
            .map(reason -> unfit(place.get(), reason));
  }

  /** Why a value, or a part of one, does not fit its live column, with the remedy. */
  static String unfit(String place, String reason) {
    return "its "
        + place
        + " "
        + reason
        + "; set a value that fits, or change the column with a migration";
  }

  /** Checks each element, which messages name by its index: {@code tags[1]}. */
  private static Optional<String> elements(Supplier<String> name, Object list, Check check) {
    List<?> elements = ListElements.of(list);
    for (int i = 0; i < elements.size(); i++) {
      int index = i;
      Optional<String> reason = check.of(() -> name.get() + "[" + index + "]", elements.get(i));
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }
}
