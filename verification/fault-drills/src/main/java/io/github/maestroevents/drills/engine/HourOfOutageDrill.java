package io.github.maestroevents.drills.engine;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.drills.SampleEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A destination is down for an hour while the host sends 5,000 events a second, in a heap of 64 MB,
 * with every setting at its default. The hour is simulated, the engine and its delivery thread are
 * real. What fits is held, the rest dropped and counted; the heap must not grow; after the recovery
 * everything that is held has to arrive, in order per key.
 *
 * <p>Starts itself again as a child with the small heap. Exit status: 0 all held; 1 an event is
 * unaccounted for, out of order or left behind, or the heap grew.
 */
public final class HourOfOutageDrill {

  private static final int EVENTS_PER_SECOND = 5_000;
  private static final int KEYS = 1024;
  private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();
  private static final long STEPS_PER_MINUTE = Duration.ofMinutes(1).toNanos() / STEP_NANOS;
  private static final int EVENTS_PER_STEP =
      (int) (EVENTS_PER_SECOND / (Duration.ofSeconds(1).toNanos() / STEP_NANOS));
  private static final int RECOVERY_MINUTES = 10;
  private static final int SMALL_HEAP_MB = 64;
  private static final int GROWTH_MB = 4;

  private final PrintStream out;
  private final AcceleratedClock clock = new AcceleratedClock();
  private final FailingSink sink = new FailingSink();
  private final List<Double> heapInOutage = new ArrayList<>();
  private final NonBlockingNotificationPublisher publisher =
      NonBlockingNotificationPublisher.builder(sink)
          .name("outage")
          .clock(clock)
          .deadLetterHandler(letter -> {}) // counted by the engine
          .build();
  private int sent;

  private HourOfOutageDrill(PrintStream out) {
    this.out = out;
  }

  /** Runs the drill; the first argument is the number of minutes, 60 by default. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int minutes = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    boolean isSmall = Runtime.getRuntime().maxMemory() >> 20 <= SMALL_HEAP_MB;
    System.exit(isSmall ? new HourOfOutageDrill(System.out).run(minutes) : fork(minutes));
  }

  /** Runs the drill in a JVM of its own with the small heap, whose output it shares. */
  private static int fork(int minutes) throws IOException, InterruptedException {
    return new ProcessBuilder(command(minutes)).inheritIO().start().waitFor();
  }

  static List<String> command(int minutes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + SMALL_HEAP_MB + "m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        System.getProperty("java.class.path"),
        HourOfOutageDrill.class.getName(),
        Integer.toString(minutes));
  }

  private int run(int minutes) {
    out.printf(
        "%-10s %6s %10s %11s %10s %13s %8s %8s %9s %-9s%n",
        "",
        "minute",
        "offered",
        "dropped",
        "delivered",
        "dead-lettered",
        "held",
        "retried",
        "heap [MB]",
        "circuit");
    minute(true);
    print("healthy", 1);
    sink.down(true);
    int printed = Math.max(1, minutes / 12);
    for (int minute = 1; minute <= minutes; minute++) {
      minute(true);
      if (minute % printed == 0) {
        heapInOutage.add(print("down", minute));
      }
    }
    sink.down(false);
    minute(true);
    print("recovered", 1);
    int more = 1;
    while (publisher.stats().undelivered() > 0 && more < RECOVERY_MINUTES) {
      minute(false);
      more++;
    }
    DeliveryStats stats = publisher.stats();
    publisher.close();
    print("closed", more);
    return verdict(stats);
  }

  private void minute(boolean load) {
    for (long step = 0; step < STEPS_PER_MINUTE; step++) {
      for (int i = 0; load && i < EVENTS_PER_STEP; i++) {
        publisher.send(SampleEvents.step("run-" + sent % KEYS, sent));
        sent++;
      }
      clock.advance(STEP_NANOS);
    }
  }

  private double print(String phase, int minute) {
    DeliveryStats stats = publisher.stats();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double usedMb = (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
    out.printf(
        Locale.ROOT,
        "%-10s %6d %,10d %,11d %,10d %,13d %,8d %,8d %9.1f %-9s%n",
        phase,
        minute,
        stats.offered(),
        stats.dropped(),
        stats.delivered(),
        stats.deadLettered(),
        stats.undelivered(),
        stats.retried(),
        usedMb,
        stats.circuit());
    return usedMb;
  }

  private int verdict(DeliveryStats beforeClose) {
    List<String> wrong = new ArrayList<>();
    DeliveryStats stats = publisher.stats();
    double growth = heapInOutage.get(heapInOutage.size() - 1) - heapInOutage.get(0);
    out.printf(Locale.ROOT, "heap, last of the outage - first: %.1f MB%n", growth);
    expect(wrong, "offered", stats.offered(), sent);
    expect(wrong, "rejected", stats.rejected(), 0);
    expect(wrong, "held after the recovery", beforeClose.undelivered(), 0);
    expect(wrong, "arrived at the destination", sink.stored(), stats.delivered());
    expect(wrong, "overtaken within their key", sink.overtaken(), 0);
    if (!stats.balanced() || growth > GROWTH_MB) {
      wrong.add("unbalanced, or the heap grew: " + stats);
    }
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: every event is accounted for, and the heap did not grow"
            : "RESULT: the outage did harm");
    return wrong.isEmpty() ? 0 : 1;
  }

  private static void expect(List<String> wrong, String what, long is, long shouldBe) {
    if (is != shouldBe) {
      wrong.add(what + ": " + is + " instead of " + shouldBe);
    }
  }
}
