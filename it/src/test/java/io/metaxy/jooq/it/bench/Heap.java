package io.metaxy.jooq.it.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The heap peak of some work: the maximum that remains after any garbage collection, because what a
 * collection removes depends only on the heap size.
 */
public final class Heap {

  private static final double MEGABYTE = 1024.0 * 1024.0;

  private final AtomicLong peak = new AtomicLong();
  private volatile boolean watching;

  public Heap() {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each)
          .addNotificationListener((note, data) -> left(note.getUserData()), null, null);
    }
  }

  private void left(Object data) {
    Map<String, MemoryUsage> after =
        GarbageCollectionNotificationInfo.from((CompositeData) data)
            .getGcInfo()
            .getMemoryUsageAfterGc();
    if (watching) {
      raise(
          after.entrySet().stream()
              .filter(
                  pool -> !pool.getKey().contains("Code") && !pool.getKey().contains("etaspace"))
              .filter(pool -> !pool.getKey().contains("Compressed"))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum());
    }
  }

  private void raise(long used) {
    peak.accumulateAndGet(used, Math::max);
  }

  /** Resets the peak, after collecting the garbage of earlier work. */
  public void clear() {
    System.gc();
    peak.set(0);
  }

  /** Returns the same work with its heap monitored. */
  public <T> Callable<T> watch(Callable<T> work) {
    return () -> {
      watching = true;
      try {
        return work.call();
      } finally {
        watching = false;
      }
    };
  }

  /** Returns the peak since the last call in MB; without any collection, the heap in use. */
  public double peakMegabytes() {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long seen = peak.getAndSet(0);
    return (seen == 0 ? used : seen) / MEGABYTE;
  }
}
