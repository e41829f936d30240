package io.metaxy.jooq.codegen;

import java.util.Locale;
import java.util.Locale.Category;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs jOOQ with the default locale {@link Locale#ROOT}, because it changes the case of names in
 * the default locale: in Turkish, {@code video_id} would become {@code getVideoİd}. Runs may
 * overlap, as in a parallel build; the last one restores the default.
 */
final class RootLocale {

  private static final Object LOCK = new Object();

  private static int running;
  private static @Nullable Defaults before;

  /** The default locales of the JVM. */
  private record Defaults(Locale all, Locale display, Locale format) {

    static Defaults current() {
      return new Defaults(
          Locale.getDefault(),
          Locale.getDefault(Category.DISPLAY),
          Locale.getDefault(Category.FORMAT));
    }

    void set() {
      Locale.setDefault(all);
      Locale.setDefault(Category.DISPLAY, display);
      Locale.setDefault(Category.FORMAT, format);
    }
  }

  private RootLocale() {}

  /**
   * Runs the work.
   *
   * @param work receives the original default locale
   */
  static void run(Consumer<Locale> work) {
    Locale outside = enter();
    try {
      work.accept(outside);
    } finally {
      leave();
    }
  }

  private static Locale enter() {
    synchronized (LOCK) {
      Defaults defaults = before == null ? Defaults.current() : before;
      before = defaults;
      running++;
      RegisteredTypes.complete();
      Locale.setDefault(Locale.ROOT);
      return defaults.all();
    }
  }

  private static void leave() {
    synchronized (LOCK) {
      running--;
      if (running == 0 && before != null) {
        before.set();
        before = null;
      }
    }
  }
}
