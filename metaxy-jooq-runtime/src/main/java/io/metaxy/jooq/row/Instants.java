package io.metaxy.jooq.row;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The instants of a store's writes, in microseconds, each later than the one before ({@code
 * docs/semantics.md} 8). Thread-safe.
 */
public final class Instants {

  private final Supplier<Instant> now;
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

  /** The instants of a clock. */
  public Instants(Clock clock) {
    this(() -> clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private Instants(Supplier<Instant> now) {
    this.now = now;
  }

  /** The instant of the next write. */
  public Instant next() {
    return last.updateAndGet(previous -> later(now.get(), previous));
  }

  /**
   * Instants of the same store that are also later than that of an existing row, which a writer
   * with another clock may have written and which would hide older rows.
   *
   * @param newest the instant of the row, or null if there is none; queried for every instant
   */
  public Instants after(Supplier<@Nullable Instant> newest) {
    return new Instants(
        () -> {
          Instant own = next();
          Instant existing = newest.get();
          return existing == null ? own : later(own, existing);
        });
  }

  private static Instant later(Instant now, Instant previous) {
    return now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS);
  }
}
