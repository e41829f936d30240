package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a new column type means for the rows. */
public final class TypeChange {

  /** The hexadecimal digits of the longest hash. */
  private static final int HASH_LENGTH = 64;

  /** The decimal digits of the largest value. */
  private static final Map<ColumnType, Integer> DIGITS =
      Map.of(ColumnType.INT8, 3, ColumnType.INT16, 5, ColumnType.INT32, 10, ColumnType.INT64, 19);

  /** The decimal digits up to which whole numbers are exact. */
  private static final Map<ColumnType, Integer> EXACT_DIGITS =
      Map.of(ColumnType.FLOAT32, 7, ColumnType.FLOAT64, 15);

  /** The types in which unsigned integers are read. */
  private static final Map<String, ColumnType> UNSIGNED =
      Map.of(
          "utinyint", ColumnType.INT16,
          "usmallint", ColumnType.INT32,
          "uinteger", ColumnType.INT64,
          "ubigint", ColumnType.INT64);

  /** The decimal digits of the largest unsigned integer of 64 bits. */
  private static final int LARGEST = 20;

  private TypeChange() {}

  /**
   * Whether a system column may keep its type although the library would create another: by-field
   * columns of any form, instants with and without zone, and texts that hold every hash.
   */
  static boolean accepts(StoredType desired, ColumnState current) {
    if (desired.equals(current.type())) {
      return true;
    }
    if (desired instanceof ByField) {
      return current.type() instanceof ByField;
    }
    return desired instanceof Scalar to
        && current.type() instanceof Scalar from
        && ((isTimestamp(to) && isTimestamp(from)) || isHash(current.name(), from));
  }

  /**
   * Whether a user's column may keep its type although the library would create another: lists,
   * structs and maps were JSON in earlier versions of the library, others make structs and maps
   * where a spec has JSON, and the store reads and writes unsigned integers.
   */
  static boolean keeps(StoredType desired, StoredType current) {
    return desired.equals(current)
        || (isList(desired) && isJson(current))
        || (holdsJson(desired) && holdsJson(current))
        || (desired instanceof Scalar to
            && current instanceof Foreign other
            && isUnsigned(to.type(), other.sql()));
  }

  private static boolean holdsJson(StoredType type) {
    return type instanceof Nested || isJson(type);
  }

  /** Whether a type is that of unsigned integers which a type of the library reads. */
  private static boolean isUnsigned(LogicalType desired, String sql) {
    if (desired instanceof Decimal decimal) {
      Digits digits = decimal.stored();
      return sql.equals("ubigint") && digits.scale() == 0 && digits.precision() >= LARGEST;
    }
    if (!(desired instanceof ListOf list)) {
      return desired.kind() == UNSIGNED.get(sql);
    }
    int suffix = sql.lastIndexOf('[');
    return suffix > 0
        && (list.length() == null || sql.substring(suffix).equals("[" + list.length() + "]"))
        && isUnsigned(list.element(), sql.substring(0, suffix));
  }

  /** Whether a column holds lists in a type for lists, which shows what they hold. */
  static boolean isList(StoredType type) {
    return type instanceof Scalar scalar && scalar.kind() == ColumnType.LIST;
  }

  static boolean isJson(StoredType type) {
    return type.equals(Scalar.of(ColumnType.JSON));
  }

  /** The type that earlier versions of the library gave to a column of this type. */
  static StoredType earlier(StoredType type) {
    return isList(type) || type instanceof Nested ? Scalar.of(ColumnType.JSON) : type;
  }

  /** Whether the types differ only in that the desired one fixes the number of elements. */
  static boolean onlyFixesElements(StoredType desired, StoredType current) {
    return desired instanceof Scalar to
        && current instanceof Scalar from
        && to.type() instanceof ListOf list
        && list.length() != null
        && from.equals(Scalar.list(new Scalar(list.element()), null));
  }

  static boolean isTimestamp(Scalar type) {
    return type.kind() == ColumnType.INSTANT || type.kind() == ColumnType.LOCAL_DATE_TIME;
  }

  private static boolean isHash(String name, Scalar type) {
    return name.startsWith(SystemColumns.PREFIX)
        && type.kind() == ColumnType.STRING
        && fits(HASH_LENGTH, type.length());
  }

  /** The rule of a change from one type to another. */
  public static SafetyRule rule(StoredType from, StoredType to, DatabaseSupport support) {
    if (from instanceof Foreign foreign
        && support.inMicroseconds(foreign).filter(to::equals).isPresent()) {
      return support.widensTimeInPlace() ? SafetyRule.WIDEN_TYPE : SafetyRule.REWRITE_TABLE;
    }
    if (from instanceof Nested nested) {
      return nested(nested, to, support);
    }
    if (!(from instanceof Scalar before) || !(to instanceof Scalar after)) {
      return SafetyRule.CONVERT_TYPE;
    }
    if (before.type() instanceof ListOf list && after.type() instanceof ListOf other) {
      return list(list, other, support);
    }
    if (before.kind() == ColumnType.STRING && after.kind() == ColumnType.STRING) {
      return text(before, after, support);
    }
    if (isNumber(before) && isNumber(after)) {
      return number(before, after, support);
    }
    return SafetyRule.CONVERT_TYPE;
  }

  /** The most dangerous of the rules of what a struct, a map or a list of these contains. */
  private static SafetyRule nested(Nested from, StoredType to, DatabaseSupport support) {
    if (from instanceof Struct before && to instanceof Struct after) {
      boolean adds = after.members().size() > before.members().size();
      SafetyRule worst = adds ? SafetyRule.ADD_MEMBERS : SafetyRule.WIDEN_TYPE;
      for (Member member : before.members()) {
        SafetyRule rule =
            after
                .member(member.name())
                .map(now -> part(member.type(), now.type(), support))
                .orElse(SafetyRule.CONVERT_TYPE);
        worst = rule.compareTo(worst) > 0 ? rule : worst;
      }
      return worst;
    } else if (from instanceof MapOf before
        && to instanceof MapOf after
        && before.key().equals(after.key())) {
      return part(before.value(), after.value(), support);
    } else if (from instanceof Items before
        && to instanceof Items after
        && Objects.equals(before.length(), after.length())) {
      return part(before.element(), after.element(), support);
    }
    return SafetyRule.CONVERT_TYPE;
  }

  /** Where the limit of a text changes in place, that of the texts in a struct does not. */
  private static SafetyRule part(StoredType from, StoredType to, DatabaseSupport support) {
    if (from.equals(to)) {
      return SafetyRule.WIDEN_TYPE;
    }
    SafetyRule rule = rule(from, to, support);
    return rule == SafetyRule.WIDEN_TYPE ? SafetyRule.REWRITE_TABLE : rule;
  }

  /** The rule for the elements or the rule for their number, whichever is more dangerous. */
  private static SafetyRule list(ListOf from, ListOf to, DatabaseSupport support) {
    Scalar before = new Scalar(from.element());
    Scalar after = new Scalar(to.element());
    SafetyRule length = elements(from.length(), to.length(), support);
    if (before.equals(after)) {
      return length;
    }
    SafetyRule element = rule(before, after, support);
    // The limit of texts in a list does not change in place, even if that of a text does.
    SafetyRule rewritten = element == SafetyRule.WIDEN_TYPE ? SafetyRule.REWRITE_TABLE : element;
    return rewritten.compareTo(length) > 0 ? rewritten : length;
  }

  private static SafetyRule elements(
      @Nullable Integer from, @Nullable Integer to, DatabaseSupport support) {
    if (Objects.equals(from, to)) {
      return SafetyRule.WIDEN_TYPE;
    }
    if (to != null) {
      return SafetyRule.FIX_ELEMENTS;
    }
    return support.checksElements() ? SafetyRule.WIDEN_TYPE : SafetyRule.REWRITE_TABLE;
  }

  private static SafetyRule text(Scalar from, Scalar to, DatabaseSupport support) {
    if (!fits(from.length(), to.length())) {
      return SafetyRule.NARROW_TYPE;
    }
    return support.widensTextInPlace(from, to) ? SafetyRule.WIDEN_TYPE : SafetyRule.REWRITE_TABLE;
  }

  private static boolean fits(@Nullable Integer length, @Nullable Integer into) {
    return into == null || (length != null && length <= into);
  }

  private static boolean isNumber(Scalar type) {
    return type.kind().isNumber();
  }

  private static SafetyRule number(Scalar from, Scalar to, DatabaseSupport support) {
    SafetyRule rule = number(from, to);
    boolean limitOnly =
        rule == SafetyRule.REWRITE_TABLE
            && !EXACT_DIGITS.containsKey(from.kind())
            && !EXACT_DIGITS.containsKey(to.kind())
            && scale(from) == scale(to)
            && support.widensNumberInPlace(from, to);
    return limitOnly ? SafetyRule.WIDEN_TYPE : rule;
  }

  private static SafetyRule number(Scalar from, Scalar to) {
    if (EXACT_DIGITS.containsKey(from.kind())) {
      boolean exact = to.kind() == ColumnType.FLOAT64;
      return exact ? SafetyRule.REWRITE_TABLE : SafetyRule.ROUND_VALUES;
    }
    Integer digits = EXACT_DIGITS.get(to.kind());
    if (digits != null) {
      boolean exact = scale(from) == 0 && whole(from) <= digits;
      return exact ? SafetyRule.REWRITE_TABLE : SafetyRule.ROUND_VALUES;
    }
    if (scale(from) > scale(to)) {
      return SafetyRule.ROUND_VALUES;
    }
    if (whole(from) > sure(from, to)) {
      return SafetyRule.NARROW_TYPE;
    }
    return SafetyRule.REWRITE_TABLE;
  }

  /** Whether a type holds every value of another unchanged. */
  static boolean holds(Scalar type, Scalar other) {
    if (type.equals(other)) {
      return true;
    }
    if (type.type() instanceof ListOf list && other.type() instanceof ListOf from) {
      return list.length() == null && holds(new Scalar(list.element()), new Scalar(from.element()));
    }
    return isNumber(type) && isNumber(other) && number(other, type) == SafetyRule.REWRITE_TABLE;
  }

  /** The digits after the point. */
  private static int scale(Scalar type) {
    return type.digits() == null ? 0 : type.digits().scale();
  }

  /** The digits before the point up to which the type holds every number: 99 in 8 bits, not 999. */
  private static int sure(Scalar from, Scalar to) {
    boolean partly = from.kind() == ColumnType.DECIMAL && to.kind() != ColumnType.DECIMAL;
    return partly ? whole(to) - 1 : whole(to);
  }

  /** The digits before the point. */
  private static int whole(Scalar type) {
    return type.digits() == null
        ? Objects.requireNonNull(DIGITS.get(type.kind()))
        : type.digits().precision() - scale(type);
  }
}
