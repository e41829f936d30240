package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.it.model.RandomValues.chance;
import static io.metaxy.jooq.it.model.RandomValues.one;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates filters of every form in {@code docs/semantics.md} 12, as text. */
public final class RandomFilters {

  private static final List<String> EQUALITY = List.of("=", "!=", "<>");
  private static final List<String> ORDER = List.of("=", "!=", "<>", "<", "<=", ">", ">=");

  private static final Set<ColumnType> NUMBERS =
      Set.of(
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.FLOAT64,
          ColumnType.DECIMAL);

  private final Random random;
  private final Map<String, ColumnSpec> columns;

  /**
   * @param columns the columns by their names in the filter
   */
  public RandomFilters(Random random, Map<String, ColumnSpec> columns) {
    this.random = random;
    this.columns = new TreeMap<>(columns);
  }

  public String filter() {
    return filter(2);
  }

  private String filter(int depth) {
    return switch (depth == 0 ? 3 : random.nextInt(6)) {
      case 0 -> filter(depth - 1) + one(random, List.of(" AND ", " and ")) + filter(depth - 1);
      case 1 -> filter(depth - 1) + one(random, List.of(" OR ", " or ")) + filter(depth - 1);
      case 2 -> one(random, List.of("NOT ", "not ")) + "(" + filter(depth - 1) + ")";
      default -> predicate(one(random, List.copyOf(columns.keySet())));
    };
  }

  private String predicate(String name) {
    ColumnType type = columns.get(name).kind();
    boolean literal = literal(type) != null;
    boolean nothingElse = !literal && type != ColumnType.BOOLEAN;
    if (nothingElse || chance(random, 20)) {
      String is = one(random, List.of(" IS NULL", " IS NOT NULL", " = NULL", " != NULL"));
      return quoted(name) + is;
    }
    if (type == ColumnType.BOOLEAN) {
      String is = one(random, List.of("", " = TRUE", " != TRUE", " <> FALSE", " = FALSE"));
      return quoted(name) + is;
    }
    if (chance(random, 30)) {
      String values =
          Stream.generate(() -> literal(type))
              .limit(1 + random.nextInt(3))
              .collect(Collectors.joining(", ", "(", ")"));
      return quoted(name) + one(random, List.of(" IN ", " NOT IN ")) + values;
    }
    List<String> operators = type == ColumnType.UUID ? EQUALITY : ORDER;
    String operator = " " + one(random, operators) + " ";
    return switch (random.nextInt(5)) {
      case 0 -> literal(type) + operator + quoted(name);
      case 1 -> quoted(name) + operator + quoted(another(type));
      default -> quoted(name) + operator + literal(type);
    };
  }

  private String another(ColumnType type) {
    List<String> alike =
        columns.keySet().stream().filter(name -> columns.get(name).kind() == type).toList();
    return one(random, alike);
  }

  /** Returns a value of the type; null for a type that cannot be compared with literals. */
  private String literal(ColumnType type) {
    Object value = one(random, RandomValues.of(type));
    if (NUMBERS.contains(type)) {
      return new BigDecimal(value.toString()).toPlainString();
    }
    boolean text =
        type == ColumnType.STRING || type == ColumnType.UUID || type == ColumnType.LOCAL_DATE;
    return text ? "'" + value.toString().replace("'", "''") + "'" : null;
  }

  private String quoted(String name) {
    boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*") && chance(random, 70);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
