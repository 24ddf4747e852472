package io.github.maestroevents.status;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.status.internal.history.AttemptLine;
import io.github.maestroevents.status.internal.history.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a destination is, in a word, and why: each reason is a sentence. The worst reason gives the
 * word.
 */
record Condition(State state, List<String> reasons) {

  /** From good to bad, but for the last two, which somebody wanted. */
  enum State {
    HEALTHY,
    DEGRADED,
    FAILING,
    PAUSED,
    ENDED
  }

  /** The delivery thread begins a turn every few milliseconds. */
  private static final Duration SILENT = Duration.ofSeconds(10);

  private static final Duration OLD = Duration.ofSeconds(30);
  private static final Duration VERY_OLD = Duration.ofMinutes(5);

  /** Nothing acknowledged for this long, while attempts fail. */
  private static final Duration WITHOUT_DELIVERY = Duration.ofSeconds(3);

  private static final Duration WITHOUT_ANSWER = Duration.ofSeconds(10);

  /** What was lost for good is told for so long. */
  private static final Duration LOSSES = Duration.ofMinutes(10);

  private static final double NEARLY_FULL = 0.8;

  static Condition of(StatusHistory history) {
    DeliveryStats stats = history.stats();
    if (history.hasEnded()) {
      return new Condition(State.ENDED, List.of("The publisher is closed."));
    }
    Findings findings = new Findings();
    if (history.wasImbalanced()) {
      findings.failing("The books did not balance: the library has lost count of an event.");
    }
    circuit(stats, findings);
    thread(stats, history.now(), findings);
    noDelivery(history, stats, findings);
    oldest(stats, history.now(), findings);
    losses(history, findings);
    fill("Queue", stats.queued(), stats.queueCapacity(), findings);
    fill("Journal", stats.journalBytes(), stats.journalMaxBytes(), findings);
    if (stats.paused()) {
      findings.reasons.add(0, "Paused: the destination gets nothing until it is resumed.");
      return new Condition(State.PAUSED, findings.reasons);
    }
    return new Condition(findings.worst, findings.reasons);
  }

  private static void circuit(DeliveryStats stats, Findings findings) {
    if (stats.circuit() == CircuitState.OPEN) {
      findings.failing("The circuit is open: the destination failed too often and is left alone.");
    } else if (stats.circuit() == CircuitState.HALF_OPEN) {
      findings.failing("The circuit is half open: one batch probes the destination.");
    }
  }

  private static void thread(DeliveryStats stats, Instant now, Findings findings) {
    Instant last = stats.lastTurn();
    if (last != null && isLonger(Duration.between(last, now), SILENT)) {
      findings.failing(
          "The delivery thread has not taken a turn for "
              + seconds(Duration.between(last, now))
              + ": a filter, a transformer or metrics of the host hold it.");
    }
  }

  /** Events are due, and nothing was acknowledged since they are. */
  private static void noDelivery(StatusHistory history, DeliveryStats stats, Findings findings) {
    Duration silence =
        Duration.ofMillis(
            Math.min(sinceDeliveryMillis(history), age(stats, history.now()).toMillis()));
    String nothing = "nothing was delivered for " + seconds(silence) + ".";
    AttemptLine failure = failureWithin(history, silence);
    if (failure != null && isLonger(silence, WITHOUT_DELIVERY)) {
      findings.failing(
          "Attempts fail, and " + nothing + " Last failure: " + withoutPackage(failure));
    } else if (stats.inFlight() > 0 && isLonger(silence, WITHOUT_ANSWER)) {
      findings.failing("The destination does not answer, and " + nothing);
    } else if (stats.backingOff() > 0) {
      findings.degraded("Some events failed and wait for another attempt.");
    }
  }

  /** The package of an exception is noise on a phone. */
  private static String withoutPackage(AttemptLine attempt) {
    return String.valueOf(attempt.failure()).replaceFirst("^([a-z_][a-z0-9_]*\\.)+(?=[A-Z])", "");
  }

  private static @Nullable AttemptLine failureWithin(StatusHistory history, Duration silence) {
    List<AttemptLine> failures = history.failures().newestFirst();
    Instant since = history.now().minus(silence);
    return failures.isEmpty() || failures.get(0).time().isBefore(since) ? null : failures.get(0);
  }

  private static long sinceDeliveryMillis(StatusHistory history) {
    long delivered = 0;
    for (long[] row : history.timeline().seconds()) {
      if (Column.DELIVERED.of(row) > 0) {
        delivered = Column.END_MILLIS.of(row);
      }
    }
    return history.elapsedMillis() - delivered;
  }

  private static Duration age(DeliveryStats stats, Instant now) {
    Instant oldest = stats.oldestUndelivered();
    return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
  }

  private static void oldest(DeliveryStats stats, Instant now, Findings findings) {
    Duration age = age(stats, now);
    String text = "The oldest undelivered event is " + seconds(age) + " old.";
    if (isLonger(age, VERY_OLD)) {
      findings.failing(text);
    } else if (isLonger(age, OLD)) {
      findings.degraded(text);
    }
  }

  private static void losses(StatusHistory history, Findings findings) {
    long since = history.elapsedMillis() - LOSSES.toMillis();
    long letters = 0;
    long lost = 0;
    for (long[] row : history.timeline().seconds()) {
      if (Column.END_MILLIS.of(row) >= since) {
        letters += Column.DEAD_LETTERED.of(row);
        lost += Column.LOST.of(row);
      }
    }
    if (lost > 0) {
      findings.degraded(
          WaitReasons.events(lost) + " dropped or discarded in the last ten minutes.");
    }
    if (letters > 0) {
      findings.degraded(WaitReasons.events(letters) + " dead-lettered in the last ten minutes.");
    }
  }

  private static void fill(String what, long used, long capacity, Findings findings) {
    if (capacity > 0 && used >= NEARLY_FULL * capacity) {
      findings.degraded(what + " is " + 100 * used / capacity + "% full.");
    }
  }

  private static boolean isLonger(Duration duration, Duration than) {
    return duration.compareTo(than) > 0;
  }

  private static String seconds(Duration duration) {
    return WaitReasons.number(duration.toSeconds()) + " s";
  }

  /** Collects reasons, and the worst of them. */
  private static final class Findings {

    private final List<String> reasons = new ArrayList<>();
    private State worst = State.HEALTHY;

    void failing(String reason) {
      worst = State.FAILING;
      reasons.add(reason);
    }

    void degraded(String reason) {
      if (worst == State.HEALTHY) {
        worst = State.DEGRADED;
      }
      reasons.add(reason);
    }
  }
}
