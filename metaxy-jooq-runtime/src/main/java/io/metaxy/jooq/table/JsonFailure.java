package io.metaxy.jooq.table;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.metaxy.jooq.json.JsonException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a value of a JSON column cannot be read or written, with its place as a path such as {@code
 * $[0].kind}. Jackson's own messages name settings of a mapper that users do not have.
 */
final class JsonFailure {

  private static final String HINT = "\\s*\\((?:set|disable|enable|use|but could) .*";

  private static final Pattern OTHER_KIND =
      Pattern.compile("Cannot deserialize value of type `(.+)` from (\\S+) value.*");

  private static final Map<String, String> KINDS =
      Map.of(
          "Object", "an object",
          "Array", "an array",
          "String", "a text",
          "Integer", "an integer",
          "Floating-point", "a number",
          "Boolean", "a boolean");

  /** The live column may be a struct or a map, which code of earlier versions does not read. */
  private static final String NOT_JSON =
      "; correct the row, or, if the live column is a struct or a map, generate the code again, or"
          + " select from store.current(...), which returns it as JSON";

  /** Jackson writes the range in the digits of the default locale. */
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile("Numeric value \\((\\S+)\\) out of range of `?(\\w+)`? .*");

  private static final int MAX_STEPS = 10;

  private JsonFailure() {}

  /** Why a value cannot be read, and the remedy. */
  static String ofReading(IOException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return new JsonException(e).getMessage() + NOT_JSON;
    }
    if (e.getCause() instanceof JsonParseException syntax) {
      return new JsonException(syntax).getMessage() + NOT_JSON;
    }
    if (isMissing(mapping)) {
      return "there is no value"
          + place(mapping)
          + "; make it nullable (such as Integer for int), annotate it with"
          + " @JsonSetter(nulls = Nulls.AS_EMPTY) for zero or false, or correct the row";
    }
    if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
      return unfit(format, format.getTargetType());
    }
    if (e instanceof ValueInstantiationException instantiation && e.getCause() != null) {
      return instantiation.getType().getRawClass().getTypeName()
          + place(mapping)
          + " rejects its values: "
          + line(e.getCause().getMessage())
          + "; correct the row or the record";
    }
    if (String.valueOf(mapping.getOriginalMessage()).startsWith("Trailing token")) {
      return "there is text after the value; correct the row";
    }
    String message =
        OUT_OF_RANGE
            .matcher(line(mapping.getOriginalMessage()))
            .replaceFirst("$1 is not a value of $2");
    Matcher other = OTHER_KIND.matcher(message);
    String kind = other.matches() ? KINDS.getOrDefault(other.group(2), "") : "";
    return kind.isEmpty()
        ? message + place(mapping) + "; correct the row or the type"
        : kind
            + place(mapping)
            + " is not a value of "
            + other.group(1)
            + "; correct the row or the type";
  }

  /** Why a value cannot be written, and the remedy. */
  static String ofWriting(IOException e) {
    String message =
        line(
            e instanceof JsonMappingException mapping
                ? mapping.getOriginalMessage()
                : new JsonException(e).getMessage());
    String reason =
        e instanceof JsonMappingException mapping && !message.contains(JsonMapping.AT)
            ? message + place(mapping)
            : message;
    return reason
        + (reason.contains(JsonMapping.NO_NUMBER)
            ? "; set null, or declare a column that is not JSON"
            : "; correct the value");
  }

  private static String unfit(InvalidFormatException e, Class<?> type) {
    String value = e.getValue() + place(e);
    if (!type.isEnum()) {
      return value + " is not a value of " + type.getTypeName() + "; correct the row or the type";
    }
    return value
        + " is not a constant of "
        + type.getTypeName()
        + " (must be one of "
        + String.join(", ", JsonShapes.constants(type))
        + "); keep the constant in the enum, or correct the row";
  }

  private static boolean isMissing(JsonMappingException e) {
    return e instanceof InvalidNullException
        || (e instanceof MismatchedInputException
            && !(e instanceof InvalidFormatException)
            && String.valueOf(e.getMessage())
                .matches("(?s)(Cannot (map|coerce) `null`|Missing required).*"));
  }

  private static String place(JsonMappingException e) {
    List<Reference> path = e.getPath();
    if (path.isEmpty()) {
      return "";
    }
    // A value that contains itself has no end.
    String shown =
        path.stream().limit(MAX_STEPS).map(JsonFailure::step).collect(Collectors.joining());
    return " at $" + shown + (path.size() > MAX_STEPS ? "…" : "");
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
  }

  private static String line(@Nullable String message) {
    return message == null
        ? "no reason given"
        : message.lines().findFirst().orElse("no reason given").replaceFirst(HINT, "");
  }
}
