package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.JavaType;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.lang.reflect.ParameterizedType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.conf.ParamType;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Binds a list: as an array if the database has arrays, otherwise as JSON. It reads both. Generated
 * code names the types by an anonymous subclass: {@code new ListBinding<Float[], float[]>() {}}, or
 * {@code new ListBinding<BigDecimal[], BigDecimal[]>(38, 25) {}} for decimals with these digits.
 *
 * @param <D> the array of objects that jOOQ's own type has
 * @param <T> the Java type: an array or a {@code List}
 */
public class ListBinding<D, T> extends AbstractBinding<D, T> {

  private static final long serialVersionUID = 1L;

  private final ListType type;

  /** The digits after the decimal point of a bound decimal. */
  private final int scale;

  /** A binding of the type arguments of the subclass. */
  protected ListBinding() {
    this(Digits.DEFAULT.precision(), Digits.DEFAULT.scale());
  }

  /**
   * A binding of the type arguments of the subclass.
   *
   * @param precision the total number of digits of decimals in the column
   * @param scale the number of those after the decimal point
   */
  protected ListBinding(int precision, int scale) {
    ParameterizedType self = (ParameterizedType) getClass().getGenericSuperclass();
    this.type = ListType.of(JsonMapping.type(self.getActualTypeArguments()[1]));
    this.scale = bound(new Digits(precision, scale));
  }

  private ListBinding(JavaType type, Digits digits) {
    this.type = ListType.of(type);
    this.scale = bound(digits);
  }

  /**
   * A binding of arrays of objects.
   *
   * @param values the Java type, an array
   * @param digits the digits of decimals in the column
   */
  static <D, T> ListBinding<D, T> of(Class<T> values, Digits digits) {
    return new ListBinding<>(JsonMapping.type(values), digits);
  }

  /** A value that was read from a column of another type, in the type of this one. */
  public static @Nullable Object convert(DataType<?> type, @Nullable Object value) {
    return value != null
            && type.getBinding() instanceof ListBinding<?, ?> list
            && (value instanceof List<?> || ListElements.isList(value))
        ? list.type.from(value)
        : type.convert(value);
  }

  /** Whether a binding without digits drops none of a column's. */
  public static boolean holdsByDefault(Digits digits) {
    return bound(digits) == Digits.DEFAULT.scale();
  }

  /**
   * The digits after the decimal point of a bound decimal: as many as by default, unless that is
   * less than those of the column, or leaves too few before the decimal point.
   */
  private static int bound(Digits column) {
    int most = Digits.DEFAULT.precision() - (column.precision() - column.scale());
    return Math.max(column.scale(), Math.min(Digits.DEFAULT.scale(), most));
  }

  private ListOf logical() {
    return type.logical(new Digits(Digits.DEFAULT.precision(), scale));
  }

  /**
   * The same column; if it is a list and the live column is JSON, with a converter of JSON.
   *
   * @param live the live column
   */
  public static Field<?> at(Field<?> column, LiveColumn live) {
    return column.getBinding() instanceof ListBinding<?, ?> list && live.kind() != ColumnType.LIST
        ? DSL.field(
            column.getQualifiedName(),
            SQLDataType.JSON
                .asConvertedDataType(new ListJson.Conversion<>(list.type))
                .nullable(column.getDataType().nullable()))
        : column;
  }

  @Override
  public Converter<D, T> converter() {
    return new ListConverter<>(type);
  }

  /**
   * {@code cast(? as real[])} on PostgreSQL, for example; a text of JSON if the database has no
   * arrays.
   */
  @Override
  public void sql(BindingSQLContext<T> ctx) throws SQLException {
    FeatureDialect dialect = Dialects.of(ctx.dialect());
    T value = ctx.value();
    boolean inlined = ctx.render().paramType() == ParamType.INLINED;
    if (inlined && value == null) {
      ctx.render().sql("null");
    } else if (isJson(dialect) && inlined) {
      ctx.render().visit(DSL.inline(JSON.valueOf(json(value))));
    } else if (isJson(dialect)) {
      ctx.render().sql(dialect.lists().bound(dialect.types().ddl(logical()), 0));
    } else {
      String name = dialect.types().ddl(logical());
      ctx.render()
          .sql(
              inlined
                  ? dialect.lists().literal(stored(value), name, type.depth())
                  : dialect.lists().bound(name, type.depth()));
    }
  }

  @Override
  public void set(BindingSetStatementContext<T> ctx) throws SQLException {
    FeatureDialect dialect = Dialects.of(ctx.dialect());
    T value = ctx.value();
    Object sent = null;
    if (value != null) {
      sent = isJson(dialect) ? json(value) : dialect.lists().sent(stored(value));
    }
    ctx.statement().setObject(ctx.index(), sent);
  }

  /** Whether the database has no type for these lists but JSON. */
  private boolean isJson(FeatureDialect dialect) {
    return !dialect.types().hasLists() || dialect.types().onlyJson(logical()).isPresent();
  }

  private String json(T value) {
    return ListJson.write(Objects.requireNonNull(value), type);
  }

  /** Points in time are in UTC and in microseconds. */
  private Object stored(T value) {
    Object array = type.to(Objects.requireNonNull(value));
    return type.element() == Instant.class
        ? ListElements.map(
                array,
                time ->
                    Objects.requireNonNull((Instant) JdbcValues.micros(time))
                        .atOffset(ZoneOffset.UTC))
            .toArray()
        : array;
  }

  @Override
  @SuppressWarnings("unchecked") // The type is that of T.
  public void get(BindingGetResultSetContext<T> ctx) throws SQLException {
    FeatureDialect dialect = Dialects.of(ctx.dialect());
    Object read = dialect.lists().read(ctx.resultSet(), ctx.index(), type.array());
    if (read instanceof String json) {
      ctx.value((T) ListJson.read(json, type));
    } else {
      ctx.value(read == null ? null : (T) checked(dialect, type.from(read)));
    }
  }

  private Object checked(FeatureDialect dialect, Object value) {
    if (Temporal.class.isAssignableFrom(type.element())) {
      ListElements.map(type.to(value), time -> stored(dialect, time));
    }
    return value;
  }

  /** Throws if a time is infinite, or otherwise outside the type. */
  private Object stored(FeatureDialect dialect, Object time) {
    return Objects.requireNonNull(LocalBinding.stored(dialect, time, type.element()));
  }
}
