package io.github.maestroevents.webhook.internal.call;

import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.OutcomeSink;
import io.github.maestroevents.spi.SafeLogger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way: as chains of requests that go one after the other, so that the order of a
 * key is kept. With one event a request there is a chain for each key; a request of many events is
 * a chain of its own.
 *
 * <p>Begun on the caller's thread, gone on with on request threads and on those that bring answers.
 * Any of them may report; the first report of an event counts.
 */
public final class BatchDelivery {

  private static final SafeLogger LOG = SafeLogger.of(BatchDelivery.class);

  private static final int WAITING = 0;
  private static final int SENT = 1;
  private static final int REPORTED = 2;

  private final @Nullable EncodedEvent[] events;
  private final AtomicIntegerArray states;
  private final OutcomeSink sink;
  // What was reported, to know when that is all.
  private final BatchOutcomes reported;
  private final Route route;

  // From the timer to the threads that begin requests.
  private volatile boolean ending;

  public BatchDelivery(List<EncodedEvent> batch, OutcomeSink sink, Route route) {
    this.events = batch.toArray(EncodedEvent[]::new);
    this.states = new AtomicIntegerArray(events.length);
    this.sink = sink;
    this.reported = new BatchOutcomes(events.length);
    this.route = route;
  }

  /** Completes when every event has an outcome. */
  public CompletionStage<BatchResult> stage() {
    return reported.stage();
  }

  /** Begins the requests and returns. */
  public void start() {
    for (List<List<Integer>> requests : chains()) {
      new Chain(this, route, requests).next();
    }
  }

  private List<List<List<Integer>>> chains() {
    Map<String, List<List<Integer>>> chains = new LinkedHashMap<>();
    List<Integer> all = new ArrayList<>();
    for (int position = 0; position < events.length; position++) {
      EncodedEvent event = events[position];
      if (event != null && !route.form().kind().isBatched()) {
        chains
            .computeIfAbsent(event.orderingKey(), key -> new ArrayList<>())
            .add(List.of(position));
      }
      all.add(position);
    }
    return route.form().kind().isBatched()
        ? List.of(List.of(all))
        : new ArrayList<>(chains.values());
  }

  /**
   * Begins no further request: what begins now must be over before the batch is given up, or a late
   * request could arrive after a later event of its key. Any thread.
   */
  public void beginNoMore() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  /** Gives up waiting. Any thread. */
  public void abandon(RetryLater ifSent, RetryLater ifNot) {
    for (int position = 0; position < events.length; position++) {
      report(position, states.get(position) == SENT ? ifSent : ifNot);
    }
  }

  /** Those of these events that have no outcome yet. */
  List<EncodedEvent> open(List<Integer> positions) {
    List<EncodedEvent> open = new ArrayList<>(positions.size());
    for (int position : positions) {
      EncodedEvent event = events[position];
      if (event != null) {
        open.add(event);
      }
    }
    return open;
  }

  /**
   * Claims these to be sent: from now on they may arrive. False if one of them has been given up
   * meanwhile, as has the batch then: nothing of the request may go, since a later attempt may.
   */
  boolean claim(List<Integer> positions) {
    boolean all = true;
    for (int position : positions) {
      all &= states.compareAndSet(position, WAITING, SENT) || states.get(position) == SENT;
    }
    return all;
  }

  void report(List<Integer> positions, DeliveryOutcome outcome) {
    positions.forEach(position -> report(position, outcome));
  }

  private void report(int position, DeliveryOutcome outcome) {
    if (states.getAndSet(position, REPORTED) == REPORTED) {
      return;
    }
    events[position] = null; // nothing of it is kept
    try {
      sink.report(position, outcome);
    } catch (Throwable thrown) { // the host's code: the batch and what it holds end all the same
      LOG.error("The sink of outcomes failed, and may lack one: {}", LogText.of(thrown));
    }
    reported.report(position, outcome); // last: who waits for the batch finds all reported
  }
}
