package io.metaxy.jooq.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleAbstractTypeResolver;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Jackson, configured to read what it writes and to change no value. It binds the user's classes by
 * Jackson's annotations, reads any text that Jackson reads, skips unknown keys, and takes the last
 * value of a duplicate key; it has no limits of length, because the text comes from a column. It
 * also reads a date with a time in SQL's form, as DuckDB and Polars write it in JSON.
 */
final class JsonMapping {

  static final JsonMapper MAPPER = mapper();

  /** Follows NaN or an infinity in messages. */
  static final String NO_NUMBER = " is not a number in JSON";

  /** Precedes the place in messages. */
  static final String AT = " at $";

  private JsonMapping() {}

  private static JsonMapper mapper() {
    StreamReadConstraints unlimited =
        StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();
    SimpleModule sets = new SimpleModule("sets");
    sets.setAbstractTypes(
        new SimpleAbstractTypeResolver().addMapping(Set.class, LinkedHashSet.class));
    SimpleModule times = new SimpleModule("times");
    times.setDeserializerModifier(new TimesOfSql());
    JsonMapper.Builder builder =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(unlimited).build())
            .addModule(new JavaTimeModule().disable(JavaTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID))
            .addModule(new Jdk8Module())
            .addModule(sets)
            .addModule(times)
            .accessorNaming(new ComponentNames())
            .annotationIntrospector(
                new AnnotationIntrospectorPair(
                    new JacksonAnnotationIntrospector(), new ComponentAnnotations()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .withCoercionConfig(
                BigInteger.class,
                config -> config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
    for (LogicalType type :
        List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean, LogicalType.Enum)) {
      builder.withCoercionConfig(
          type, config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }
    return builder.build();
  }

  static JavaType type(Type type) {
    return MAPPER.constructType(type);
  }

  static @Nullable Object read(String json, JavaType type) throws IOException {
    try (JsonParser parser = new ExactNumbers(MAPPER.createParser(json))) {
      return MAPPER.readerFor(type).readValue(parser);
    }
  }

  /**
   * Checks that values of a type can be read, such as the keys of its maps.
   *
   * @throws IOException if not
   */
  static void requireReader(JavaType type) throws IOException {
    DefaultDeserializationContext context =
        (DefaultDeserializationContext) MAPPER.getDeserializationContext();
    context.createDummyInstance(MAPPER.getDeserializationConfig()).findRootValueDeserializer(type);
  }

  /**
   * Writes a value.
   *
   * @throws IOException also for NaN and the infinities, which JSON does not have
   */
  static String write(Object value, JavaType type) throws IOException {
    return write(value, type, () -> true);
  }

  /**
   * Writes a value, with NaN and the infinities as texts, for what is not stored as JSON.
   *
   * @param open whether the type leaves the class of some value open, so that the text would be
   *     read as a text, and is rejected
   */
  static String write(Object value, JavaType type, BooleanSupplier open) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new ReadableValues(MAPPER.createGenerator(text), open)) {
      MAPPER.writerFor(type).writeValue(out, value);
    }
    return text.toString();
  }

  /** Also accepts SQL's form wherever Jackson reads a date with a time. */
  private static final class TimesOfSql extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> reader) {
      TemporalQuery<?> query = TimeOfSql.QUERIES.get(type.getBeanClass());
      return query == null ? reader : new TimeOfSql(reader, query);
    }
  }

  /** Reads {@code 2026-03-01 10:20:30.5}, with an offset for an instant; Jackson reads the rest. */
  private static final class TimeOfSql extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    static final Map<Class<?>, TemporalQuery<?>> QUERIES =
        Map.of(
            LocalDateTime.class,
            TimeOfSql::local,
            Instant.class,
            Instant::from,
            OffsetDateTime.class,
            OffsetDateTime::from,
            ZonedDateTime.class,
            ZonedDateTime::from);

    private static final DateTimeFormatter FORM =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .parseLenient()
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final transient TemporalQuery<?> query;

    TimeOfSql(JsonDeserializer<?> reader, TemporalQuery<?> query) {
      super(reader);
      this.query = query;
    }

    private static LocalDateTime local(TemporalAccessor time) {
      if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
        throw new DateTimeException("A local time has no offset");
      }
      return LocalDateTime.from(time);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new TimeOfSql(reader, query);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getText().indexOf(' ') > 0) {
        try {
          return FORM.parse(parser.getText(), query);
        } catch (DateTimeException e) {
          // Jackson reads it, or says why not.
        }
      }
      return super.deserialize(parser, context);
    }
  }

  /**
   * Rejects what would be read as something else: NaN and the infinities become texts, from which
   * only a double is read again; no database keeps a text with half a surrogate pair.
   */
  private static final class ReadableValues extends JsonGeneratorDelegate {

    private final BooleanSupplier open;

    ReadableValues(JsonGenerator out, BooleanSupplier open) {
      super(out, false);
      this.open = open;
    }

    @Override
    public void writeFieldName(String name) throws IOException {
      unicode(name);
      super.writeFieldName(name);
    }

    @Override
    public void writeString(String text) throws IOException {
      unicode(text);
      super.writeString(text);
    }

    private void unicode(String text) throws IOException {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          if (text.codePointAt(i) <= Character.MAX_VALUE) {
            throw new JsonGenerationException(
                "a text is not valid Unicode: it has half a surrogate pair at index " + i, this);
          }
          i++;
        }
      }
    }

    @Override
    public void writeArray(double[] numbers, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        refuse(Double.isFinite(numbers[i]), numbers[i], "[" + (i - offset) + "]");
      }
      super.writeArray(numbers, offset, length);
    }

    @Override
    public void writeNumber(double number) throws IOException {
      refuse(Double.isFinite(number), number, "");
      super.writeNumber(number);
    }

    @Override
    public void writeNumber(float number) throws IOException {
      refuse(Float.isFinite(number), number, "");
      super.writeNumber(number);
    }

    private void refuse(boolean finite, Number number, String inner) throws IOException {
      if (!finite && open.getAsBoolean()) {
        String place = place(getOutputContext(), true) + inner;
        throw new JsonGenerationException(
            number + NO_NUMBER + (place.isEmpty() ? "" : AT + place), this);
      }
    }

    /** The place of the next value, which Jackson does not name in arrays of numbers. */
    private static String place(JsonStreamContext context, boolean next) {
      JsonStreamContext outer = context.getParent();
      if (outer == null) {
        return "";
      }
      return place(outer, false)
          + (context.inObject()
              ? "." + context.getCurrentName()
              : "[" + (next ? context.getEntryCount() : context.getCurrentIndex()) + "]");
    }
  }
}
