package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last problems and dead letters of one destination, and its settings. Told by the engine's
 * threads, read by those of the endpoint; each holds the lock for some microseconds.
 */
final class RecentTrouble implements DeliveryMetrics {

  /** How many of each are kept. */
  static final int KEPT = 20;

  /** Guarded by this. */
  private final Deque<Map<String, Object>> problems = new ArrayDeque<>();

  /** Guarded by this. */
  private final Deque<Map<String, Object>> letters = new ArrayDeque<>();

  /** From the thread that builds the publisher to all others; null before it is built. */
  private volatile @Nullable MonitoredDestination destination;

  @Override
  public void started(MonitoredDestination started) {
    destination = started;
  }

  @Override
  public void problem(String text) {
    Map<String, Object> problem = new LinkedHashMap<>();
    MonitoredDestination known = destination;
    if (known != null) {
      problem.put("time", known.clock().now().toString());
    }
    problem.put("text", LogText.oneLine(text));
    keep(problems, problem);
  }

  /** The event itself is not kept: neither its memory nor what it says. */
  @Override
  public void deadLettered(DeadLetter letter) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("time", letter.time().toString());
    kept.put("id", letter.id() == null ? "" : LogText.id(letter.id().value()));
    kept.put("type", LogText.id(letter.event().wireType()));
    kept.put("workflow", LogText.id(letter.event().workflowId()));
    kept.put("key", LogText.id(letter.orderingKey()));
    kept.put("reason", letter.reason().name());
    kept.put("attempts", letter.attempts());
    kept.put("cause", LogText.of(letter.cause()));
    keep(letters, kept);
  }

  /** As one line; empty before the publisher is built. */
  String settings() {
    MonitoredDestination known = destination;
    return known == null ? "" : known.settingsInForce();
  }

  /** The newest first. */
  synchronized List<Map<String, Object>> problems() {
    return new ArrayList<>(problems);
  }

  /** The newest first. */
  synchronized List<Map<String, Object>> deadLetters() {
    return new ArrayList<>(letters);
  }

  private synchronized void keep(Deque<Map<String, Object>> ring, Map<String, Object> one) {
    ring.addFirst(one);
    if (ring.size() > KEPT) {
      ring.removeLast();
    }
  }
}
