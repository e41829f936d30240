package io.metaxy.jooq.it.document;

import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static io.metaxy.jooq.it.document.PhotoTables.PRINT;
import static io.metaxy.jooq.it.document.PhotoTables.SCAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.document.PhotoTables.Kind;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.table.FeatureTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Documents in live columns of lists, which only the spec says are JSON. */
class DocumentsInListsTest extends OnFastestKinds {

  private static final LogicalType TEXT = LogicalType.of(ColumnType.STRING);

  /** The elements of lists, with a document that is kept and is read in the same form. */
  private static final Map<LogicalType, String> DOCUMENTS = documents();

  DocumentsInListsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, PHOTO, SCAN, PRINT), PHOTO, SCAN, PRINT);
  }

  private static Map<LogicalType, String> documents() {
    Map<LogicalType, String> documents = new LinkedHashMap<>();
    documents.put(TEXT, "[\"a\\\"b\",null,\"\\\\\",\"{1,NULL}\",\"\",\"null\",\"\u00E4\"]");
    documents.put(LogicalType.of(ColumnType.BOOLEAN), "[true,null,false]");
    documents.put(LogicalType.of(ColumnType.INT32), "[2147483647,null,-1]");
    documents.put(LogicalType.of(ColumnType.INT64), "[9223372036854775807,null]");
    documents.put(LogicalType.of(ColumnType.FLOAT32), "[0.5,null,0.10000000149011612]");
    documents.put(LogicalType.of(ColumnType.FLOAT64), "[0.1,null,-2.5]");
    documents.put(new Decimal(new Digits(30, 2)), "[1234567890123456789012345678.25,null,-0.05]");
    documents.put(
        LogicalType.of(ColumnType.UUID), "[\"00000000-0000-4000-8000-0000000000ff\",null]");
    documents.put(
        LogicalType.of(ColumnType.LOCAL_DATE),
        "[\"2026-03-01\",null,\"-0043-03-15\",\"+12345-01-01\"]");
    documents.put(LogicalType.of(ColumnType.LOCAL_TIME), "[\"23:59:59.999999\",null]");
    documents.put(
        LogicalType.of(ColumnType.LOCAL_DATE_TIME),
        "[\"2026-03-01T10:20:30.000001\",null,\"-0043-03-15T10:20:30.5\"]");
    documents.put(
        LogicalType.of(ColumnType.INSTANT),
        "[\"2026-03-01T10:20:30.000001Z\",null,\"+12345-03-01T10:20:30.5Z\"]");
    return documents;
  }

  private String list(LogicalType element) {
    return Dialects.of(dsl.dialect()).types().ddl(new ListOf(element, true, null, null));
  }

  private void change(Field<?> column, String type) throws SQLException {
    emptyTables();
    database.execute("alter table \"photo\" drop column \"" + column.getName() + "\"");
    database.execute("alter table \"photo\" add column \"" + column.getName() + "\" " + type);
    openStore();
  }

  private static List<Photo> photos(int count, Photo last) {
    List<Photo> photos = new ArrayList<>();
    for (int i = 2; i <= count; i++) {
      photos.add(PhotoRows.empty(i));
    }
    photos.add(last);
    return photos;
  }

  private static Photo raw(String document) {
    return PhotoRows.with(PHOTO.raw, JSON.valueOf(document));
  }

  private <T> T read(Field<T> column) {
    return store.read(PHOTO).where(PHOTO.photoId.eq("p1001")).fetch().get(0).get(column);
  }

  /** MariaDB adds a blank, and some databases write zeros at the end of a fraction. */
  private static String plain(JSON document) {
    return document.data().replace(", ", ",").replaceAll("([.]5)0+([Z\"])", "$1$2");
  }

  private void assertKept(String document) {
    for (int rows : List.of(1, 60)) {
      store.write(PHOTO, photos(rows, raw(document)));
      assertEquals(document, plain(read(PHOTO.raw)));
    }
    for (Engine engine : Engine.values()) {
      List<String> seen = new ArrayList<>();
      store
          .withEngine(engine)
          .resolve(PRINT)
          .pending(
              sample -> {
                JSON from = sample.from(PHOTO).get(PHOTO.raw);
                if (from != null) {
                  seen.add(plain(from));
                }
                return sample.record();
              });
      assertEquals(List.of(document), seen);
      store.delete(PRINT, DSL.noCondition());
    }
    assertEquals(1, store.read(PHOTO).where(PHOTO.raw.isNotNull()).fetch().size());
    assertEquals(1, store.delete(PHOTO, PHOTO.raw.isNotNull()));
    assertEquals(0, store.read(PHOTO).where(PHOTO.raw.isNotNull()).fetch().size());
  }

  @Test
  void listsOfEveryTypeHoldDocuments() throws SQLException {
    for (Map.Entry<LogicalType, String> each : DOCUMENTS.entrySet()) {
      change(PHOTO.raw, list(each.getKey()));
      assertKept(each.getValue());
      assertKept("[]");
    }
  }

  @Test
  void aListOfConstantsIsReadInItsJavaType() throws SQLException {
    change(PHOTO.kinds, list(TEXT));
    List<Kind> kinds = Arrays.asList(Kind.CAR, null, Kind.FACE);
    for (int rows : List.of(1, 60)) {
      store.write(PHOTO, photos(rows, PhotoRows.with(PHOTO.kinds, kinds)));
      assertEquals(kinds, read(PHOTO.kinds));
    }
    assertEquals(59, store.read(PHOTO).where(PHOTO.kinds.isNull()).fetch().size());
    assertEquals(
        List.of(kinds),
        dsl.select(PHOTO.kinds)
            .from(store.current(PHOTO).asTable())
            .where(PHOTO.kinds.isNotNull())
            .fetch(PHOTO.kinds));
  }

  private void assertRefused(String document, String reason) {
    for (int rows : List.of(1, 60)) {
      String says =
          refused(InvalidRowException.class, () -> store.write(PHOTO, photos(rows, raw(document))));
      String start = "Cannot write row " + rows + " of photo (photo_id=p1001): its raw" + reason;
      assertTrue(says.startsWith(start), says);
      assertTrue(
          says.endsWith("; set a value that fits, or change the column with a migration"), says);
      assertEquals(0, dsl.fetchCount(PHOTO));
    }
  }

  @Test
  void whatIsNoListOfTheColumnIsRefused() throws SQLException {
    change(PHOTO.raw, list(LogicalType.of(ColumnType.INT32)));
    if (!fixture.can(Capability.LISTS)) {
      assertKept("{\"a\":1}");
      return;
    }
    assertRefused("{\"a\":1}", " is {\"a\":1}, but the live column holds ");
    assertRefused("[1,\"a\"]", "[1] is \"a\", but the live column holds ");
    assertRefused("[2147483648]", "[0] is 2147483648, but the live column holds ");
    assertRefused("[[1]]", "[0] is [1], but the live column holds ");
    store.write(PHOTO, List.of(raw("null")));
    assertNull(read(PHOTO.raw));
  }

  @Test
  void textsThatAreTooLongAreRefused() throws SQLException {
    change(PHOTO.raw, list(new Text(5)));
    if (!fixture.can(Capability.LISTS) || !fixture.can(Capability.TEXT_LENGTHS)) {
      assertKept("[\"123456\"]");
      return;
    }
    assertRefused("[\"12345\",\"123456\"]", "[1] has 6 ");
    assertKept("[\"12345\"]");
  }

  @Test
  void numbersThatJsonLacksAreKeptInLists() throws SQLException {
    change(PHOTO.raw, list(LogicalType.of(ColumnType.FLOAT64)));
    assertKept("[1.5,\"NaN\",\"Infinity\",\"-Infinity\",null]");
    if (fixture.can(Capability.SIGNED_ZEROS)) {
      assertKept("[-0.0,-0.5]");
    }
  }

  @Test
  void bytesAreKeptOrTheColumnIsRefused() throws SQLException {
    change(PHOTO.raw, list(LogicalType.of(ColumnType.BINARY)));
    if (fixture.can(Capability.LISTS) && !fixture.can(Capability.NESTED_TYPES)) {
      String says = refused(StoreException.class, () -> store.read(PHOTO).fetch());
      assertTrue(
          says.endsWith(
              " (must be JSON, text, or a list); write a migration that changes it, or correct the"
                  + " spec"),
          says);
      return;
    }
    assertKept("[\"AP9c\",null,\"" + "A".repeat(400) + "\"]");
  }

  @Test
  void listsOfListsHoldDocumentsOfAnyLengths() throws SQLException {
    change(PHOTO.raw, list(ListOf.of(ColumnType.FLOAT64)));
    assertKept("[[1.5,\"NaN\"],[],null,[2.5,null]]");
  }
}
