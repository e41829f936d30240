package io.metaxy.jooq.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The instants of a store's writes, in microseconds, each later than the one before ({@code
 * docs/semantics.md} 8). Thread-safe.
 */
final class Instants {

  private final Clock clock;
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

  Instants(Clock clock) {
    this.clock = clock;
  }

  Instant next() {
    return last.updateAndGet(
        previous -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          return now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS);
        });
  }
}
