package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One thread of the workflow engine: sends its share of the captured events again and again, each
 * at its time, and keeps what it sent and how long each call took. Confined to its thread.
 */
final class Caller {

  /**
   * A captured event of this caller.
   *
   * @param json as captured
   * @param position where it stands among the events of all callers
   */
  record Turn(String json, int position) {}

  private final List<Turn> turns;
  private final Pace pace;
  private final MaestroNotificationPublisher publisher;
  private final Supplier<Phase> phase;

  private final List<OfferedEvent> accepted = new ArrayList<>();
  private final List<RuntimeException> refusals = new ArrayList<>();
  private final CallerLatency latency = new CallerLatency();

  Caller(
      List<Turn> turns, Pace pace, MaestroNotificationPublisher publisher, Supplier<Phase> phase) {
    this.turns = turns;
    this.pace = pace;
    this.publisher = publisher;
    this.phase = phase;
  }

  /** Sends until the pace allows no further round. */
  Caller run() {
    for (int round = 1; pace.begins(round); round++) {
      for (Turn turn : turns) {
        String json = Rounds.json(turn.json(), round);
        MaestroEvent event = requireNonNull(MaestroEventJson.read(json.getBytes(UTF_8)), "event");
        OfferedEvent offered = OfferedEvent.of(event, accepted.size(), json);
        waitUntil(pace.dueNanos(round, turn.position()));
        send(event, offered);
      }
    }
    return this;
  }

  private void send(MaestroEvent event, OfferedEvent offered) {
    Phase now = phase.get();
    long start = System.nanoTime();
    try {
      publisher.send(event);
    } catch (RuntimeException e) {
      refusals.add(e);
      return;
    }
    long end = System.nanoTime();
    long clockOnly = System.nanoTime();
    latency.record(now, end - start, clockOnly - end);
    accepted.add(offered);
  }

  private static void waitUntil(long dueNanos) {
    for (long left; (left = dueNanos - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  /** What {@code send} returned for. */
  List<OfferedEvent> accepted() {
    return accepted;
  }

  /** What {@code send} threw; empty, or something is wrong. */
  List<RuntimeException> refusals() {
    return refusals;
  }

  CallerLatency latency() {
    return latency;
  }
}
