package io.metaxy.jooq.migration.schema;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored type of a column, the same for every database; types stored alike are equal. */
public sealed interface StoredType {

  /** Calls the visitor's method of this record. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One method for each record, so that the compiler finds what does not handle a new one.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    R scalar(Scalar type);

    R byField(ByField type);

    R struct(Struct type);

    R map(MapOf type);

    R items(Items type);

    R foreign(Foreign type);
  }

  /**
   * The type of a user's value.
   *
   * @param type the logical type; an enumeration becomes text, both kinds of instant become one, a
   *     JSON document loses its Java type, a decimal gets the digits of generated code, a list
   *     loses its Java type and whether its elements may be null
   */
  record Scalar(LogicalType type) implements StoredType {

    public Scalar {
      type = type.accept(new AsStored());
    }

    /** A logical type without what no database stores. */
    private record AsStored() implements LogicalType.Visitor<LogicalType> {

      @Override
      public LogicalType text(Text type) {
        return type;
      }

      @Override
      public LogicalType decimal(Decimal type) {
        return new Decimal(type.stored());
      }

      @Override
      public LogicalType enumeration(LogicalType.Enumeration type) {
        return LogicalType.of(ColumnType.STRING);
      }

      @Override
      public LogicalType json(LogicalType.Json type) {
        return LogicalType.of(ColumnType.JSON);
      }

      @Override
      public LogicalType list(ListOf type) {
        return new ListOf(type.element().accept(this), true, type.length(), null);
      }

      @Override
      public LogicalType plain(LogicalType.Plain type) {
        return switch (type.kind()) {
          case OFFSET_DATE_TIME -> LogicalType.of(ColumnType.INSTANT);
          case DURATION -> LogicalType.of(ColumnType.INT64);
          default -> type;
        };
      }
    }

    /** A type without a length or digits of its own. */
    public static Scalar of(ColumnType kind) {
      return new Scalar(LogicalType.of(kind));
    }

    /** A text of at most {@code length} characters; null for no limit. */
    public static Scalar text(@Nullable Integer length) {
      return new Scalar(new Text(length));
    }

    /**
     * A decimal of {@code precision} digits in total, {@code scale} of them after the decimal
     * point.
     */
    public static Scalar decimal(int precision, int scale) {
      return new Scalar(new Decimal(new Digits(precision, scale)));
    }

    /** A list of {@code length} elements; null if lists differ in length. */
    public static Scalar list(Scalar element, @Nullable Integer length) {
      return new Scalar(new ListOf(element.type(), true, length, null));
    }

    public ColumnType kind() {
      return type.kind();
    }

    /** The maximum number of characters of a text; null for no limit and for other types. */
    public @Nullable Integer length() {
      return type instanceof Text text ? text.length() : null;
    }

    /** The type of a list's elements, of the inner lists for a list of lists; else this type. */
    public Scalar innermost() {
      return type instanceof ListOf list ? new Scalar(list.element()).innermost() : this;
    }

    /** The number of elements of every list; null if it differs and for other types. */
    public @Nullable Integer elements() {
      return type instanceof ListOf list ? list.length() : null;
    }

    /** The digits of a decimal; null for other types. */
    public @Nullable Digits digits() {
      return type instanceof Decimal decimal ? decimal.stored() : null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scalar(this);
    }
  }

  /**
   * A hash for each field of a feature.
   *
   * @param form how the database holds it; forms count as equal
   * @param keys the keys of a {@link Form#STRUCT}, in order; empty for the other forms, which hold
   *     any keys
   */
  record ByField(Form form, List<String> keys) implements StoredType {

    public ByField {
      Objects.requireNonNull(form, "form");
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.byField(this);
    }
  }

  /** JSON in types of the database: structs, maps, and lists of these. */
  sealed interface Nested extends StoredType {}

  /**
   * An object with known members.
   *
   * @param members its members, in order
   */
  record Struct(List<Member> members) implements Nested {

    public Struct {
      members = List.copyOf(members);
    }

    /** The member with a name; names are case-sensitive in JSON. */
    public Optional<Member> member(String name) {
      return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.struct(this);
    }
  }

  /**
   * A member of a struct.
   *
   * @param name its name
   * @param type the type of its values
   */
  record Member(String name, StoredType type) {

    public Member {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * An object with any members.
   *
   * @param key the type of their names
   * @param value the type of their values
   */
  record MapOf(StoredType key, StoredType value) implements Nested {

    public MapOf {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(this);
    }
  }

  /**
   * A list of structs, of maps, or of lists of these.
   *
   * @param element the type of its elements
   * @param length the number of elements; null if it differs
   */
  record Items(Nested element, @Nullable Integer length) implements Nested {

    public Items {
      Objects.requireNonNull(element, "element");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.items(this);
    }
  }

  /**
   * A database type that no column of a feature has.
   *
   * @param sql the database's name of it; {@code enum mood ('calm')} or {@code type box} for a
   *     user-defined type
   */
  record Foreign(String sql) implements StoredType {

    /** Whether it is built in, so that a script for new databases can use it. */
    public boolean isOfTheDatabase() {
      return !sql.startsWith("enum ") && !sql.startsWith("type ");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.foreign(this);
    }
  }

  /** How a database holds a by-field column. */
  enum Form {
    STRUCT,
    MAP,
    JSON,
    JSONB,
    TEXT
  }

  /** The stored type of a feature's column, for databases with structs and maps. */
  public static StoredType of(ColumnSpec column) {
    return column.type() instanceof Json json && json.form() != null
        ? of(json.form())
        : new Scalar(column.type());
  }

  private static StoredType of(JsonForm form) {
    if (form instanceof JsonForm.Members members) {
      return new Struct(
          members.forms().entrySet().stream()
              .map(member -> new Member(member.getKey(), of(member.getValue())))
              .toList());
    } else if (form instanceof JsonForm.Entries entries) {
      return new MapOf(Scalar.of(ColumnType.STRING), of(entries.value()));
    } else if (form instanceof JsonForm.Items items) {
      return list(of(items.element()), null).orElseThrow();
    }
    return new Scalar(((JsonForm.Value) form).type());
  }

  /** A list of values, structs or maps; empty for elements of any other type. */
  static Optional<StoredType> list(StoredType element, @Nullable Integer length) {
    if (element instanceof Scalar scalar) {
      return Optional.of(Scalar.list(scalar, length));
    }
    return element instanceof Nested nested
        ? Optional.of(new Items(nested, length))
        : Optional.empty();
  }
}
