package io.github.maestroevents.status;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.status.internal.history.AttemptLine;
import io.github.maestroevents.status.internal.history.LetterLine;
import io.github.maestroevents.status.internal.history.ProblemLine;
import io.github.maestroevents.status.internal.history.Recent;
import io.github.maestroevents.status.internal.history.Timeline;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a status page remembers of one destination: its figures of each second of the last ten
 * minutes and of each minute of the last day, and its last problems, attempts and dead letters. Of
 * an event its identity is kept, never its payload.
 *
 * <p>The memory is bounded: less than 500 KB, also if every text is as long as it may be. Time is
 * told by the clock of the publisher. {@link StatusPage#history()} makes one for each destination.
 * Safe for use from many threads; a reader never holds up a delivery.
 */
public final class StatusHistory implements DeliveryMetrics {

  private static final int PROBLEMS = 50;
  private static final int LETTERS = 50;
  private static final int ATTEMPTS = 20;

  /** What is known from the start on. */
  record Beginning(MonitoredDestination destination, long nanoTime) {}

  private final HealthThresholds thresholds;
  private final String id = UUID.randomUUID().toString();
  private final Timeline timeline = new Timeline();
  private final Recent<ProblemLine> problems = new Recent<>(PROBLEMS);
  private final Recent<LetterLine> letters = new Recent<>(LETTERS);
  private final Recent<AttemptLine> attempts = new Recent<>(ATTEMPTS);
  private final Recent<AttemptLine> failures = new Recent<>(ATTEMPTS);

  // Written once by the thread that builds the publisher, read by those that show the page.
  private volatile @Nullable Beginning beginning;
  // Written by the delivery thread, or by whoever closes the publisher, read by the page's threads.
  private volatile @Nullable DeliveryStats finalStats;
  // Written by the delivery thread alone, read by the page's threads.
  private volatile boolean imbalanced;

  /**
   * @param thresholds by which this node judges itself where it tells other nodes
   */
  StatusHistory(HealthThresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public void started(MonitoredDestination destination) {
    beginning = new Beginning(destination, destination.clock().nanoTime());
    destination
        .nodeBoard()
        .ifPresent(board -> board.reportBy(() -> NodeReports.of(this, thresholds)));
  }

  @Override
  public void delivered(EventType type, long latencyNanos) {
    timeline.latency(latencyNanos);
  }

  @Override
  public void deadLettered(DeadLetter letter) {
    letters.add(LetterLine.of(letter));
  }

  @Override
  public void attempted(DeliveryAttempt attempt) {
    AttemptLine line = AttemptLine.of(attempt, now());
    attempts.add(line);
    if (!attempt.succeeded()) {
      failures.add(line);
    }
  }

  @Override
  public void problem(String text) {
    problems.add(ProblemLine.of(text, now()));
  }

  @Override
  public void sampled(DeliveryStats stats) {
    timeline.sampled(stats, elapsedMillis(), now());
  }

  @Override
  public void imbalanced(DeliveryStats stats) {
    if (!imbalanced) {
      imbalanced = true;
      problem("The books did not balance: the library has lost count of an event");
    }
  }

  @Override
  public void ended(DeliveryStats stats) {
    sampled(stats);
    finalStats = stats;
  }

  /** Another one for each start of a publisher, so that a reader knows old figures from new. */
  String id() {
    return id;
  }

  boolean hasStarted() {
    return beginning != null;
  }

  boolean hasEnded() {
    return finalStats != null;
  }

  boolean wasImbalanced() {
    return imbalanced;
  }

  MonitoredDestination destination() {
    return begun().destination();
  }

  DeliveryStats stats() {
    DeliveryStats last = finalStats;
    return last == null ? destination().stats() : last;
  }

  Instant now() {
    return destination().clock().now();
  }

  long elapsedMillis() {
    Beginning begun = begun();
    long nanos = begun.destination().clock().nanoTime() - begun.nanoTime();
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  Timeline timeline() {
    return timeline;
  }

  Recent<ProblemLine> problems() {
    return problems;
  }

  Recent<LetterLine> letters() {
    return letters;
  }

  Recent<AttemptLine> attempts() {
    return attempts;
  }

  Recent<AttemptLine> failures() {
    return failures;
  }

  private Beginning begun() {
    return requireNonNull(beginning, "not started");
  }
}
