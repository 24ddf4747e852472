package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Sends the captured runs, round after round, from several threads, as a Maestro node does. All
 * events of one ordering key come from one thread; otherwise there would be no order to check.
 */
final class Replay {

  private final Pace pace;
  private final ExecutorService threads;
  private final List<Future<Caller>> running;

  private Replay(Pace pace, ExecutorService threads, List<Future<Caller>> running) {
    this.pace = pace;
    this.threads = threads;
    this.running = running;
  }

  static Replay start(
      MaestroNotificationPublisher publisher,
      List<String> captured,
      int callers,
      long eventsPerSecond,
      Supplier<Phase> phase) {
    List<List<Caller.Turn>> shares = shares(captured, callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers, DaemonThreads.named("caller"));
    Pace pace = new Pace(System.nanoTime(), eventsPerSecond, captured.size());
    List<Future<Caller>> running = new ArrayList<>();
    for (List<Caller.Turn> share : shares) {
      running.add(threads.submit(new Caller(share, pace, publisher, phase)::run));
    }
    return new Replay(pace, threads, running);
  }

  static List<List<Caller.Turn>> shares(List<String> captured, int callers) {
    List<List<Caller.Turn>> shares = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      shares.add(new ArrayList<>());
    }
    for (int position = 0; position < captured.size(); position++) {
      String json = captured.get(position);
      MaestroEvent event = requireNonNull(MaestroEventJson.read(json.getBytes(UTF_8)), "event");
      String key = OfferedEvent.keyOf(event);
      shares.get(Math.floorMod(key.hashCode(), callers)).add(new Caller.Turn(json, position));
    }
    return shares;
  }

  /** The round being sent, from 1. */
  int round() {
    return pace.round();
  }

  /** Ends with the round being sent, and returns the callers with what they have kept. */
  List<Caller> finish() throws InterruptedException, ExecutionException {
    pace.finish();
    List<Caller> finished = new ArrayList<>();
    for (Future<Caller> caller : running) {
      finished.add(caller.get());
    }
    threads.shutdown();
    return finished;
  }
}
