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
 * The peak of the heap in some work: the most that any garbage collection left, because what it
 * removes depends on nothing but the size of the heap.
 */
final class Heap {

  private static final double MEGABYTE = 1024.0 * 1024.0;

  private final AtomicLong peak = new AtomicLong();
  private volatile boolean watching;

  Heap() {
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

  /** Begins anew, without what earlier work left to be collected. */
  void clear() {
    System.gc();
    peak.set(0);
  }

  /** The same work, watched. */
  <T> Callable<T> watch(Callable<T> work) {
    return () -> {
      watching = true;
      try {
        return work.call();
      } finally {
        watching = false;
      }
    };
  }

  /** The peak since the last call, in MB; of work without a collection, what is used now. */
  double peakMegabytes() {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long seen = peak.getAndSet(0);
    return (seen == 0 ? used : seen) / MEGABYTE;
  }
}
