package io.metaxy.jooq.dialect;

import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.dialect.nested.ValueType;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.value.ColumnLimit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of column types in a database. Each database has one such table, which defines the
 * types in its DDL, what its catalog's types mean to a migration, and which columns of a live table
 * the runtime can use.
 *
 * <pre>{@code
 * DatabaseTypes.limitingTextsBy("varchar")
 *     .type(ColumnType.STRING, "varchar", "character varying", "text")
 *     .reads(ColumnType.STRING, "char")
 *     …
 *     .build()
 * }</pre>
 */
public final class DatabaseTypes {

  /** The fractional digits of a timestamp that stores every instant of a record. */
  public static final int MICROSECONDS = 6;

  private static final Pattern DIGITS = Pattern.compile("\\(([0-9, ]+)\\)");

  private static final List<ColumnType> INTEGERS =
      List.of(ColumnType.INT8, ColumnType.INT16, ColumnType.INT32, ColumnType.INT64);

  private final @Nullable String limitedText;
  private final Map<ColumnType, String> made;
  private final Map<String, ColumnType> same;
  private final Map<String, ColumnType> readable;
  private final Set<String> padding;
  private final Set<String> folding;
  private final Set<String> vectors;
  private final @Nullable Pattern notText;
  private final Map<String, ColumnLimit> limits;
  private final ColumnLimit.Unit lengths;
  private final @Nullable Lists lists;
  private final boolean atMost;
  private final boolean rectangles;
  private final Function<String, Optional<NestedType>> nested;
  private final boolean hasNested;
  private final boolean inLists;

  private DatabaseTypes(Builder builder) {
    limitedText = builder.limitedText;
    made = Map.copyOf(builder.made);
    same = Map.copyOf(builder.same);
    readable = Map.copyOf(builder.readable);
    padding = Set.copyOf(builder.padding);
    folding = Set.copyOf(builder.folding);
    vectors = Set.copyOf(builder.vectors);
    notText = builder.notText;
    limits = Map.copyOf(builder.limits);
    lengths = builder.lengths;
    lists = builder.lists;
    atMost = builder.atMost;
    rectangles = builder.rectangles;
    nested = builder.nested;
    hasNested = builder.hasNested;
    inLists = builder.inLists;
  }

  /**
   * How a database names lists.
   *
   * @param suffix what follows the name of the element in DDL, such as {@code []}
   * @param fixed the same for a fixed number of elements, which replaces {@code %d}; null if the
   *     database's types do not have one
   * @param name the names in the catalog and the JDBC driver, in lower case: the element in group
   *     1, the number of elements, if any, in group 2
   */
  public record Lists(String suffix, @Nullable String fixed, Pattern name) {}

  /**
   * A list's type in a database.
   *
   * @param element the name of its elements' type, which may be a list, too
   * @param length the number of elements of every list; null if it differs
   */
  public record ListName(String element, @Nullable Integer length) {}

  /** A database that has a type for texts with a length, such as {@code varchar}. */
  public static Builder limitingTextsBy(String type) {
    return new Builder(type);
  }

  /** A database without lengths of texts. */
  public static Builder withoutLengths() {
    return new Builder(null);
  }

  /** Collects the types of a database. */
  public static final class Builder {

    private final @Nullable String limitedText;
    private final Map<ColumnType, String> made = new EnumMap<>(ColumnType.class);
    private final Map<String, ColumnType> same = new HashMap<>();
    private final Map<String, ColumnType> readable = new HashMap<>();
    private final Set<String> padding = new HashSet<>();
    private final Set<String> folding = new HashSet<>();
    private final Set<String> vectors = new HashSet<>();
    private @Nullable Pattern notText;
    private final Map<String, ColumnLimit> limits = new HashMap<>();
    private ColumnLimit.Unit lengths = ColumnLimit.Unit.CODE_POINTS;
    private @Nullable Lists lists;
    private boolean atMost;
    private boolean rectangles;
    private Function<String, Optional<NestedType>> nested = name -> Optional.empty();
    private boolean hasNested;
    private boolean inLists;

    private Builder(@Nullable String limitedText) {
      this.limitedText = limitedText;
    }

    /**
     * Adds a type.
     *
     * @param kind the kind of column
     * @param name its type in DDL, without length or digits; for a timestamp, with its precision
     * @param others other names of the same type in the catalog or the JDBC driver, in lower case
     *     and without parentheses
     */
    public Builder type(ColumnType kind, String name, String... others) {
      made.put(kind, name);
      same.put(withoutParentheses(name), kind);
      List.of(others).forEach(other -> same.put(other, kind));
      return this;
    }

    /** Adds a kind of column that is created like another, and found as that one. */
    public Builder like(ColumnType kind, ColumnType other) {
      made.put(kind, made(other));
      return this;
    }

    /** Adds types that the runtime reads as this kind, although migrations distinguish them. */
    public Builder reads(ColumnType kind, String... names) {
      List.of(names).forEach(name -> readable.put(name, kind));
      return this;
    }

    /** Adds types that the runtime reads as JSON, but that hold only lists of floats. */
    public Builder vectors(String... names) {
      vectors.addAll(List.of(names));
      return reads(ColumnType.JSON, names);
    }

    /** Adds types that pad texts with blanks, so that what is read is not what was written. */
    public Builder pads(String... names) {
      padding.addAll(List.of(names));
      return this;
    }

    /** Adds types that treat different texts as equal, such as texts that differ only in case. */
    public Builder folds(String... names) {
      folding.addAll(List.of(names));
      return this;
    }

    /**
     * Sets which types are never text, such as composite types and the database's own types that no
     * kind of column represents. Any other unknown type is user-defined, such as an enum, and is
     * read as text.
     *
     * @param names a regular expression for whole names, in lower case and without parentheses
     */
    public Builder notText(String names) {
      notText = Pattern.compile(names);
      return this;
    }

    /** Sets how lists are named; without it, they are stored as JSON. */
    public Builder lists(String suffix, @Nullable String fixed, String names) {
      lists = new Lists(suffix, fixed, Pattern.compile(names));
      return this;
    }

    /** Sets that the number in the name of a list's type is a maximum. */
    public Builder ofAtMost() {
      atMost = true;
      return this;
    }

    /** Sets that all inner lists must have the same length, so that lists of lists are JSON. */
    public Builder rectangles() {
      rectangles = true;
      return this;
    }

    /**
     * Sets how the type names of structs, maps and lists that hold documents are parsed; without
     * it, documents are JSON.
     *
     * @param names parses the name of a type; empty if it cannot hold documents
     */
    public Builder nested(Function<String, Optional<NestedType>> names) {
      nested = names;
      hasNested = true;
      return this;
    }

    /**
     * Sets that lists of any values but bytes hold documents, which are sent as arrays of texts;
     * without it, or {@link #nested}, documents are JSON.
     */
    public Builder documentsInLists() {
      inLists = true;
      return this;
    }

    /** Sets what the length of a text in a list counts; by default code points. */
    public Builder lengths(ColumnLimit.Unit unit) {
      lengths = unit;
      return this;
    }

    /** Adds a type that the runtime reads as this kind, and that holds only a range of numbers. */
    public Builder range(ColumnType kind, String name, long least, long most) {
      return limited(kind, name, new ColumnLimit.Range(least, most));
    }

    /** Adds a type that the runtime reads as this kind, and that holds only some of its values. */
    public Builder limited(ColumnType kind, String name, ColumnLimit limit) {
      limits.put(name, limit);
      return reads(kind, name);
    }

    private String made(ColumnType kind) {
      String name = made.get(kind);
      if (name == null) {
        throw new IllegalStateException("Cannot find a type for " + kind + "; add it to the table");
      }
      return name;
    }

    /** Builds the table. @throws IllegalStateException if a kind of column has no type */
    public DatabaseTypes build() {
      for (ColumnType kind : ColumnType.values()) {
        if (kind != ColumnType.LIST) {
          made(kind);
        }
      }
      return new DatabaseTypes(this);
    }
  }

  /** The type in DDL: {@code varchar(20)}, {@code decimal(38, 18)}, {@code timestamp(6)}. */
  public String ddl(LogicalType type) {
    return type.accept(new Name(this, made.getOrDefault(type.kind(), "")));
  }

  /** The name of a type with its details. */
  private record Name(DatabaseTypes types, String name) implements LogicalType.Visitor<String> {

    @Override
    public String text(Text type) {
      return types.limitedText == null || type.length() == null
          ? name
          : types.limitedText + "(" + type.length() + ")";
    }

    @Override
    public String decimal(Decimal type) {
      return name + "(" + type.stored().precision() + ", " + type.stored().scale() + ")";
    }

    @Override
    public String enumeration(LogicalType.Enumeration type) {
      return name;
    }

    @Override
    public String json(LogicalType.Json type) {
      return name;
    }

    @Override
    public String list(ListOf type) {
      if (types.lists == null || types.onlyJson(type).isPresent()) {
        return Objects.requireNonNull(types.made.get(ColumnType.JSON));
      }
      String suffix =
          type.length() == null || types.lists.fixed() == null
              ? types.lists.suffix()
              : types.lists.fixed().replace("%d", type.length().toString());
      return types.ddl(type.element()) + suffix;
    }

    @Override
    public String plain(LogicalType.Plain type) {
      return name;
    }
  }

  /** Whether lists have a type of their own; they are JSON otherwise. */
  public boolean hasLists() {
    return lists != null;
  }

  /** The elements of a list's type; empty for any other type. */
  public Optional<ListName> list(String typeName) {
    if (lists == null) {
      return Optional.empty();
    }
    Matcher matcher = lists.name().matcher(typeName.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String length = matcher.groupCount() < 2 ? null : matcher.group(2);
    return Optional.of(
        new ListName(
            matcher.group(1),
            length == null || length.isEmpty() ? null : (Integer) Integer.parseInt(length)));
  }

  /**
   * The kind of a type that this table names.
   *
   * @param name the type in lower case, without parentheses
   */
  public Optional<ColumnType> found(String name) {
    return Optional.ofNullable(same.get(name));
  }

  /** Whether a live column can hold the values of a user's column. */
  public boolean fits(ColumnSpec column, LiveColumn live) {
    ColumnType found = live.kind();
    if (found == null) {
      return isText(column.kind()) && !isNeverText(live);
    }
    if (vectors.contains(live.baseType())) {
      return holdsFloats(column.type());
    }
    return switch (column.kind()) {
      case STRING, ENUM -> found == ColumnType.STRING;
      case INT8, INT16, INT32, INT64, DURATION -> INTEGERS.contains(found);
      case FLOAT32, FLOAT64 -> found == ColumnType.FLOAT32 || found == ColumnType.FLOAT64;
      case INSTANT, OFFSET_DATE_TIME -> isTimestamp(found) && !live.holdsNanoseconds();
      case DECIMAL -> found == ColumnType.DECIMAL || live.exceedsLong();
      case JSON, UUID -> found == column.kind() || found == ColumnType.STRING;
      case LIST ->
          found == ColumnType.JSON
              || found == ColumnType.STRING
              || fitsList((ListOf) column.type(), live);
      default -> found == column.kind();
    };
  }

  /**
   * A live column for documents, with its type if that is made from structs, maps and lists;
   * otherwise unchanged.
   */
  public LiveColumn holdingDocuments(LiveColumn live) {
    if (live.kind() != null && live.kind() != ColumnType.LIST) {
      return live;
    }
    return inLists
        ? list(live).map(live::holdingLists).orElse(live)
        : nested.apply(live.typeName()).map(live::holding).orElse(live);
  }

  private Optional<NestedType> list(LiveColumn live) {
    LiveColumn element = live.element();
    if (element == null) {
      return Optional.empty();
    }
    ColumnType kind = element.kind();
    Optional<NestedType> type =
        kind == ColumnType.LIST
            ? list(element)
            : kind == null && !isNeverText(element)
                ? Optional.of(ValueType.of(element.typeName(), ColumnType.STRING, null))
                : Optional.ofNullable(kind)
                    .filter(known -> known != ColumnType.BINARY)
                    .map(known -> ValueType.of(element.typeName(), known, element.limit()));
    return type.map(
        of ->
            new NestedType.ListOf(
                live.typeName(),
                of,
                live.limit() instanceof ColumnLimit.Elements limit ? limit : null));
  }

  private static boolean holdsFloats(LogicalType type) {
    ListOf list =
        type instanceof LogicalType.Json json ? json.list() : type instanceof ListOf of ? of : null;
    return list != null
        && (list.element().kind() == ColumnType.FLOAT32
            || list.element().kind() == ColumnType.FLOAT64);
  }

  private boolean fitsList(ListOf type, LiveColumn live) {
    return live.element() != null
        && !(rectangles && type.element() instanceof ListOf)
        && fits(new ColumnSpec(live.name(), type.element(), true, null), live.element());
  }

  /**
   * Why this database has only JSON for a column, for messages, as in "its column x " + reason;
   * empty if it has another type for it.
   */
  public Optional<String> onlyJson(LogicalType type) {
    return rectangles && type instanceof ListOf list && list.element() instanceof ListOf
        ? Optional.of(
            "is a list of lists, which can differ in length, but the arrays of this database"
                + " are rectangular")
        : Optional.empty();
  }

  /** Whether a live column can hold a system column other than the by-field columns. */
  public boolean fitsSystem(LiveColumn live) {
    ColumnType found = live.kind();
    return SystemColumns.isInstant(live.name())
        ? found != null && isTimestamp(found) && !live.hasOtherPrecision()
        : found == ColumnType.STRING;
  }

  /** A live column, with its kind looked up in this table. */
  public LiveColumn column(String name, String typeName, boolean nullable) {
    String type = withoutParentheses(typeName);
    ColumnType kind = same.get(type);
    if (kind == null && list(typeName).isPresent()) {
      ListName list = list(typeName).get();
      return new LiveColumn(
          name,
          typeName,
          nullable,
          ColumnType.LIST,
          false,
          list.length() == null ? null : new ColumnLimit.Elements(list.length(), !atMost),
          element(name, list.element()));
    }
    ColumnType read = kind == null ? readable.get(type) : kind;
    ColumnLimit limit = limits.get(type);
    return new LiveColumn(
        name,
        typeName,
        nullable,
        read,
        folding.contains(type),
        limit != null || read == null ? limit : range(read),
        null);
  }

  /** The numbers that a kind of column holds; null if it is the largest of its kind. */
  private static @Nullable ColumnLimit range(ColumnType kind) {
    return switch (kind) {
      case INT8 -> new ColumnLimit.Range(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> new ColumnLimit.Range(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> new ColumnLimit.Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case FLOAT32 -> new ColumnLimit.Floats();
      default -> null;
    };
  }

  /** The elements of a list, whose limits only the name of their type shows. */
  private LiveColumn element(String name, String typeName) {
    LiveColumn element = column(name, typeName, true);
    List<Integer> digits = digits(typeName);
    if (element.kind() == null || digits.isEmpty()) {
      return element;
    }
    return switch (element.kind()) {
      case STRING -> element.limitedTo(new ColumnLimit.Length(digits.get(0), lengths));
      case DECIMAL ->
          element.limitedTo(
              new ColumnLimit.Digits(digits.get(0), digits.size() < 2 ? 0 : digits.get(1)));
      case INSTANT, LOCAL_DATE_TIME, LOCAL_TIME -> element.limitedTo(fraction(digits.get(0)));
      default -> element;
    };
  }

  /** The numbers in the parentheses of a type's name. */
  private static List<Integer> digits(String typeName) {
    Matcher digits = DIGITS.matcher(typeName);
    return digits.find()
        ? Stream.of(digits.group(1).split(",")).map(String::strip).map(Integer::valueOf).toList()
        : List.of();
  }

  /**
   * Why values of a live column are not what was written, or cannot be ids, for messages; empty if
   * there is no reason.
   */
  public String flaw(LiveColumn live) {
    if (live.limit() instanceof ColumnLimit.Fraction fraction) {
      boolean named = !digits(live.typeName()).isEmpty();
      return named ? "" : " with " + fraction.digits() + " fractional digits";
    }
    if (padding.contains(live.baseType())) {
      return " and pads texts with blanks";
    }
    return live.folds() ? " and treats different texts as equal" : "";
  }

  /**
   * The limit of a timestamp or a time with fractional digits of a second; null if it holds
   * microseconds. With fewer digits, an id would not be found again, and of two rows with the same
   * rounded system instant, the older one could be read.
   */
  public static @Nullable ColumnLimit fraction(int digits) {
    return digits < MICROSECONDS ? new ColumnLimit.Fraction(digits) : null;
  }

  private static boolean isText(ColumnType kind) {
    return kind == ColumnType.STRING || kind == ColumnType.ENUM;
  }

  private static boolean isTimestamp(ColumnType kind) {
    return kind == ColumnType.INSTANT || kind == ColumnType.LOCAL_DATE_TIME;
  }

  private boolean isNeverText(LiveColumn live) {
    return padding.contains(live.baseType())
        || (notText != null && notText.matcher(live.baseType()).matches());
  }

  /** The type that a live column must have for a user's column, for messages. */
  public String expected(ColumnSpec column) {
    return onlyJson(column.type()).isPresent()
        ? "JSON or text, because lists of lists can differ in length, but the arrays of this"
            + " database are rectangular"
        : column.kind() == ColumnType.JSON && hasNested
            ? "JSON, text, or a struct, a map or a list"
            : column.kind() == ColumnType.JSON && inLists ? "JSON, text, or a list" : words(column);
  }

  private static String words(ColumnSpec column) {
    return switch (column.kind()) {
      case STRING, ENUM -> "text";
      case INT8, INT16, INT32, INT64 -> "an integer";
      case FLOAT32, FLOAT64 -> "a floating-point number";
      case DECIMAL -> "a decimal";
      case INSTANT, OFFSET_DATE_TIME -> "a timestamp with microsecond precision";
      case LOCAL_DATE -> "a date";
      case LOCAL_DATE_TIME -> "a timestamp without time zone, with microsecond precision";
      case LOCAL_TIME -> "a time of day";
      case DURATION -> "an integer, of microseconds";
      case JSON -> "JSON or text";
      case BOOLEAN -> "boolean";
      case UUID -> "uuid or text";
      case BINARY -> "binary";
      case LIST -> "JSON, or a list in which each element is " + element(column);
    };
  }

  private static String element(ColumnSpec list) {
    return words(new ColumnSpec(list.name(), ((ListOf) list.type()).element(), true, null));
  }

  /** A type in lower case, without parentheses. */
  static String withoutParentheses(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    int parenthesis = lower.indexOf('(');
    return parenthesis < 0
        ? lower
        : (lower.substring(0, parenthesis) + lower.substring(lower.lastIndexOf(')') + 1)).strip();
  }
}
