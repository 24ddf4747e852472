package io.github.maestroevents.benchmarks.send;

import io.github.maestroevents.benchmarks.Figures;
import io.github.maestroevents.benchmarks.Target;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code send} costs its caller when the publisher has meters, against one that has none: two
 * publishers in one JVM, in laps that take turns; which is first takes turns too. The meters have
 * histograms, and are scraped all the time, far more often than by any monitoring system.
 *
 * <p>Exit status: 0 all targets were met; 2 a target was missed.
 */
public final class MeteredSendRace {

  /** What is raced. */
  enum Mode {
    /** A burst begins as soon as the one before has arrived: meters are still told of that. */
    BUSY,
    /** A burst begins when the delivery thread rests: what the calls of {@code send} cost. */
    IDLE,
    /** As busy, and neither publisher has meters: the ratio shows the noise. */
    CONTROL
  }

  private static final double COST = 1.1;
  private static final long SCRAPE_PAUSE_NANOS = 10_000_000;
  private static final String[] FIGURES = {
    "burst of 256, ns a call", "single call, p99.9, ns", "bytes a call"
  };

  /** What a scrape reads goes here, so that the compiler does not leave it out. */
  private static volatile double read;

  private MeteredSendRace() {}

  /** Runs it: pairs of laps, 25 by default; then busy, idle or control, busy by default. */
  public static void main(String[] args) {
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 25;
    Mode mode = args.length > 1 ? Mode.valueOf(args[1].toUpperCase(Locale.ROOT)) : Mode.BUSY;
    System.exit(run(pairs, mode, System.out));
  }

  static int run(int pairs, Mode mode, PrintStream out) {
    MeterRegistry registry = new SimpleMeterRegistry();
    Thread scraper = new Thread(() -> scrape(registry), "scraper");
    scraper.setDaemon(true);
    scraper.start();
    List<double[]> with = new ArrayList<>();
    List<double[]> without = new ArrayList<>();
    DeliveryMetrics meters =
        mode == Mode.CONTROL
            ? DeliveryMetrics.none()
            : MicrometerDeliveryMetrics.of(registry).withHistograms(true);
    try (SendLap metered = lap(meters, mode);
        SendLap bare = lap(DeliveryMetrics.none(), mode)) {
      int warmUps = Math.max(1, pairs / 2);
      for (int pair = -warmUps; pair < pairs; pair++) {
        boolean meteredFirst = pair % 2 == 0;
        double[] first = (meteredFirst ? metered : bare).get();
        double[] second = (meteredFirst ? bare : metered).get();
        if (pair >= 0) {
          with.add(meteredFirst ? first : second);
          without.add(meteredFirst ? second : first);
        }
      }
    } finally {
      scraper.interrupt();
    }
    return print(with, without, mode, out);
  }

  private static SendLap lap(DeliveryMetrics metrics, Mode mode) {
    return new SendLap(
        sink -> NonBlockingNotificationPublisher.builder(sink).metrics(metrics).build(),
        mode == Mode.IDLE);
  }

  private static void scrape(MeterRegistry registry) {
    while (!Thread.interrupted()) {
      registry.forEachMeter(
          meter -> meter.measure().forEach(measured -> read = measured.getValue()));
      LockSupport.parkNanos(SCRAPE_PAUSE_NANOS);
    }
  }

  private static int print(
      List<double[]> with, List<double[]> without, Mode mode, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "send under MEMORY, %s; %d pairs of laps%n%-26s %10s %10s %7s%n",
        mode.name().toLowerCase(Locale.ROOT),
        with.size(),
        "",
        "metered",
        "without",
        "ratio");
    for (int f = 0; f < FIGURES.length; f++) {
      double bare = column(without, f).median();
      out.printf(
          Locale.ROOT,
          "%-26s %10.2f %10.2f %7s%n",
          FIGURES[f],
          column(with, f).median(),
          bare,
          bare == 0 ? "" : String.format(Locale.ROOT, "%.2f", ratios(with, without, f).median()));
    }
    List<Target> targets =
        List.of(
            Target.medianAtMost("metered : without, burst", ratios(with, without, 0), COST),
            Target.medianAtMost("bytes a call, metered", column(with, 2), 0));
    targets.forEach(target -> target.print(out));
    boolean met = targets.stream().allMatch(Target::isMet);
    out.println(met ? "RESULT: every target was met" : "RESULT: a target was missed");
    return met ? 0 : 2;
  }

  private static Figures column(List<double[]> laps, int figure) {
    return Figures.of(laps.stream().mapToDouble(lap -> lap[figure]));
  }

  private static Figures ratios(List<double[]> with, List<double[]> without, int figure) {
    double[] ratios = new double[with.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = with.get(i)[figure] / without.get(i)[figure];
    }
    return Figures.of(Arrays.stream(ratios));
  }
}
