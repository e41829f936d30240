package io.metaxy.jooq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text has a part of a secret, wherever a URL has it and however it is written. */
class UrlSecretsTest {

  private static final List<String> DELIMITERS =
      List.of("", "#", "/", "?", "@", ";", ":", "&", " ", "=", "%", "+", "//", "@h/", ";a;", "?&");

  private static final List<String> PLACES =
      List.of(
          "jdbc:x://u:%s@h/db",
          "jdbc:x://u:%s@h:5432/db?email=a@b&ssl=true",
          "jdbc:x://u:%s@h/db;mode=a;b=c",
          "jdbc:x://h/db?password=%s",
          "jdbc:x://h/db?user=u&password=%s&ssl=true",
          "jdbc:x://h/db?a=b?password=%s&ssl=true",
          "jdbc:x://u:%1$s@h/db?sslpassword=%1$s",
          "jdbc:x://h;user=u;pwd=%s;ssl=true",
          "jdbc:h2:mem:x;PASSWORD=%s",
          "jdbc:h2:mem:x;USER=sa;PASSWORD=%s;MODE=DB2",
          "md:db?motherduck_token=%s",
          "jdbc:x:db?storageKey=%s&a=b",
          "postgresql://u:%s@h/db?sslmode=require");

  static Stream<String> places() {
    return PLACES.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void markedSecretsAreInNoText(String place) {
    for (String delimiter : DELIMITERS) {
      String secret = "sec" + delimiter + "marked";
      String url = place.formatted(secret);
      KnownSecrets known = KnownSecrets.of(url, null);
      Map<String, String> texts = new TreeMap<>();
      texts.put("shown", UrlSecrets.shown(url));
      texts.put("withoutSecrets", UrlSecrets.withoutSecrets(url));
      texts.put("masked", Secrets.shown(url));
      texts.put("quoted URL", known.hide("refused " + url + " of u"));
      texts.put("quoted secret", known.hide("refused " + secret + " of u"));
      if (delimiter.matches(".*[#/?@;:& ].*")) {
        texts.put("quoted part", known.hide("no such setting MARKED, or marked"));
      }
      texts.forEach(
          (name, text) ->
              assertFalse(text.matches("(?is).*marked.*"), url + " " + name + ": " + text));
    }
  }

  @Test
  void insideOfOtherWordsAShortSecretIsNotMasked() {
    String says = "attempt 1 for app failed: a";
    assertEquals("attempt 1 for app failed: ***", KnownSecrets.of(null, "a").hide(says));
    assertEquals("attempt *** for app failed: a", KnownSecrets.of(null, "1").hide(says));
    assertEquals("*** 1 for app failed: a", KnownSecrets.of(null, "attempt").hide(says));
    assertEquals(says, KnownSecrets.of(null, "p").hide(says));
    assertEquals(says, KnownSecrets.of(null, "attempt").hideUrls(says));
    assertEquals(
        "the table a in jdbc:x://***@h/db",
        KnownSecrets.of("jdbc:x://u:a@h/db", null).hideUrls("the table a in jdbc:x://u:a@h/db"));
  }

  @Test
  void aLongSecretIsMaskedInsideOfOtherWordsToo() {
    KnownSecrets known = KnownSecrets.of("jdbc:x://u:marked-1@h/db", "marked!2");
    assertEquals("http://h/?u%3A***%40h", known.hide("http://h/?u%3Amarked-1%40h"));
    assertEquals("http://h/?u%3A***%40h", known.hide("http://h/?u%3Amarked%212%40h"));
    assertEquals("\\n***", known.hide("\\nmarked-1"));
    assertEquals("db*** ***x", known.hide("dbmarked!2 marked-1x"));
    assertEquals(
        "jdbc:postgresql: *** refused",
        KnownSecrets.of(null, "postgres").hide("jdbc:postgresql: postgres refused"));
    assertEquals("u%3A***%40", KnownSecrets.of(null, "marked").hide("u%3Amarked%40"));
  }

  @Test
  void whatIsNoSecretStays() {
    assertEquals("jdbc:x://h:1/db", UrlSecrets.shown("jdbc:x://u:p@h:1/db?a=b"));
    assertEquals("jdbc:x://", UrlSecrets.shown("jdbc:x://u:p?s@h/db"));
    assertEquals("jdbc:h2:mem:x", UrlSecrets.shown("jdbc:h2:mem:x;USER=sa"));
    assertEquals(
        "jdbc:x://h/db?a=b&c=d",
        UrlSecrets.withoutSecrets("jdbc:x://u:p@h/db?a=b&password=p&q&user=u&c=d"));
    assertEquals("jdbc:x://h/db", UrlSecrets.withoutSecrets("jdbc:x://h/db?password=p?q=r"));
    assertEquals("jdbc:duckdb:a.db", UrlSecrets.withoutSecrets("jdbc:duckdb:a.db"));
    assertEquals(
        "jdbc:x://***@h/db?*** refused u",
        KnownSecrets.of("jdbc:x://u:secret@h/db?ssl=true", "other")
            .hide("jdbc:x://u:secret@h/db?ssl=true refused u"));
    assertEquals(
        "no key file /k of ***",
        KnownSecrets.of("jdbc:x://h/db?sslkey=/k", "other").hide("no key file /k of other"));
  }

  @Test
  void settingsAreSecretByTheirNamesAndUrls() {
    assertEquals(
        "a:visible b:*** c:jdbc:x://***@h/d d:***",
        KnownSecrets.of(
                Map.of(
                    "placeholders.a", "visible",
                    "password", "marked-1",
                    "url", "jdbc:x://u:marked-2@h/d"))
            .hide("a:visible b:marked-1 c:jdbc:x://u:marked-2@h/d d:marked-2"));
  }

  @Test
  void aLoginHasAHostUnlessParametersPrecedeIt() {
    List<String> rests = new ArrayList<>();
    for (String url : List.of("x://u:p@h/d", "x://u@h", "x://h?a=b@c", "x://u:p;q@h", "x:h")) {
      rests.add(UrlSecrets.login(url).map(login -> login.text() + " " + login.rest()).orElse("-"));
    }

    assertEquals(List.of("u:p h/d", "u h", "h?a=b ", "u:p;q ", "-"), rests);
  }
}
