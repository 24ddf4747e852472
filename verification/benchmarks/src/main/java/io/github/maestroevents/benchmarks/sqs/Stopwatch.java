package io.github.maestroevents.benchmarks.sqs;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times a lap and the calls in it. Confined to the caller's thread. */
final class Stopwatch {

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final OperatingSystemMXBean JVM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Histogram calls = new Histogram(LONGEST_NANOS, 2);
  private final Requests requests;
  private final long requestsBefore;
  private final long cpuBefore;
  private final long start;

  private Stopwatch(Requests requests) {
    this.requests = requests;
    this.requestsBefore = requests.count();
    this.cpuBefore = JVM.getProcessCpuTime();
    this.start = System.nanoTime();
  }

  static Stopwatch start(Requests requests) {
    return new Stopwatch(requests);
  }

  /** One call; two readings of the clock are included. */
  void call(Runnable call) {
    long before = System.nanoTime();
    call.run();
    calls.recordValue(Math.min(System.nanoTime() - before, LONGEST_NANOS));
  }

  /** Ends the lap, in which so many events were acknowledged. */
  Lap stop(int events) {
    long nanos = System.nanoTime() - start;
    return new Lap(
        events,
        requests.count() - requestsBefore,
        nanos,
        JVM.getProcessCpuTime() - cpuBefore,
        calls);
  }
}
