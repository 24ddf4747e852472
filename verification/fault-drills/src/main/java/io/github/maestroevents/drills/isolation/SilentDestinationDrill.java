package io.github.maestroevents.drills.isolation;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Pause;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Twenty callers under CONFIRMED send one event after the other, and come again a second after a
 * refusal. The destination falls silent for a minute, with every setting at its default. The
 * callers have to be told soon that there is no hope, so that their host can do something else; and
 * they have to get through again when the silence is over.
 *
 * <p>Exit status: 0 all held; 1 an event or a call is unaccounted for, or the callers spent more
 * than {@value #BOUND} of the silence inside {@code send}.
 */
public final class SilentDestinationDrill {

  static final double BOUND = 0.2;

  private static final int CALLERS = 20;
  private static final int WINDOWS_BEFORE = 1;
  private static final int WINDOWS_SILENT = 12;
  private static final int WINDOWS_AFTER = 4;

  private final double scale;
  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();

  private SilentDestinationDrill(double scale, PrintStream out) {
    this.scale = scale;
    this.out = out;
  }

  /** Runs the drill; the first argument scales every time in it, 1 by default. */
  public static void main(String[] args) {
    double scale = args.length > 0 ? Double.parseDouble(args[0]) : 1;
    System.exit(run(scale, System.out));
  }

  static int run(double scale, PrintStream out) {
    return new SilentDestinationDrill(scale, out).run();
  }

  private int run() {
    out.printf(
        Locale.ROOT,
        "%d callers, confirm timeout %,d ms, silent for %,d ms;"
            + " share of the callers' time inside send, and circuit, each %,d ms%n",
        CALLERS,
        scaled(5_000).toMillis(),
        scaled(60_000).toMillis(),
        scaled(5_000).toMillis());
    SilentSink batches = new SilentSink(scaled(30_000));
    row("batches without an answer", batches, batches.batches());
    SilentSink plain = new SilentSink(scaled(30_000));
    row("calls that do not return", plain, plain.plain());
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: the callers were told soon, and every event is accounted for"
            : "RESULT: the callers waited in vain, or an event is unaccounted for");
    return wrong.isEmpty() ? 0 : 1;
  }

  private void row(String name, SilentSink sink, MaestroNotificationPublisher destination) {
    Meters meters = new Meters();
    NonBlockingNotificationPublisher publisher = publisher(destination, meters);
    ConfirmedCallers callers =
        new ConfirmedCallers(publisher, scaled(5_000), scaled(100), scaled(1_000));
    callers.start(CALLERS);
    int silentUntil = WINDOWS_BEFORE + WINDOWS_SILENT;
    List<String> circuit = new ArrayList<>();
    for (int w = 1; w <= silentUntil + WINDOWS_AFTER; w++) {
      Pause.until(callers.beginOf(w));
      circuit.add(publisher.stats().circuit().name());
      if (w == WINDOWS_BEFORE) {
        sink.fallSilent();
      } else if (w == silentUntil) {
        sink.speak();
      }
    }
    int confirmedBeforeEnd = callers.confirmed().size();
    expect(name + ": a caller did not return", callers.end());
    for (int w = 0; w < circuit.size(); w++) {
      out.printf(
          Locale.ROOT,
          "%-26s %7.1f s  %4.0f %%  %-9s%s%n",
          name,
          (w + 1) * scaled(5_000).toMillis() / 1_000.0,
          100 * callers.shareInside(w, w + 1),
          circuit.get(w),
          w >= WINDOWS_BEFORE && w < silentUntil ? "  silent" : "");
    }
    double share = callers.shareInside(WINDOWS_BEFORE, silentUntil);
    double after = callers.shareInside(circuit.size() - 1, circuit.size());
    out.printf(
        Locale.ROOT,
        "%-26s inside send while silent: %.0f %% (bound %.0f %%); confirmed %,d, thrown %,d%n",
        name,
        100 * share,
        100 * BOUND,
        callers.confirmed().size(),
        callers.thrown());
    publisher.close(Duration.ZERO);
    expect(name + ": callers waited in vain", share <= BOUND);
    expect(name + ": not through again after the silence", after < 0.5 && confirmedBeforeEnd > 0);
    account(name, sink, callers, publisher.stats());
    wrong.addAll(meters.contradictions(publisher.stats()));
  }

  private NonBlockingNotificationPublisher publisher(
      MaestroNotificationPublisher destination, Meters meters) {
    var builder =
        NonBlockingNotificationPublisher.builder(destination)
            .name("silent")
            .deadLetterHandler(letter -> {})
            .metrics(meters.metrics())
            .acceptance(AcceptancePolicy.confirmed(scaled(5_000)));
    if (scale != 1) {
      builder
          .batchTimeout(scaled(35_000))
          .circuitBreaker(
              CircuitBreakerPolicy.defaults()
                  .withSlowCalls(scaled(10_000), 0.9)
                  .withOpenFor(scaled(5_000)));
    }
    return builder.build();
  }

  private void account(
      String name, SilentSink sink, ConfirmedCallers callers, DeliveryStats stats) {
    expect(
        name + ": a confirmed event did not arrive",
        callers.confirmed().stream().allMatch(sink::hasTaken));
    expect(
        name + ": unbalanced: " + stats,
        stats.balanced()
            && stats.undelivered() == 0
            && stats.offered() == callers.confirmed().size() + callers.thrown());
  }

  private Duration scaled(long millis) {
    return Duration.ofMillis(Math.round(millis * scale));
  }

  private void expect(String otherwise, boolean holds) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
