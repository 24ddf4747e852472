package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.journal.SqliteJournal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A host in a JVM of its own with a heap of {@value #HEAP}, that delivers so many events to a
 * destination that does nothing, from its journal or from memory.
 */
public final class BacklogHost {

  /** Of the JVM. */
  static final String HEAP = "64m";

  private static final int BURST = 500;
  private static final int BURSTS_AHEAD = 16;
  private static final String REPORT = "REPORT";

  private BacklogHost() {}

  /** Runs it to its end. */
  static Report start(String from, Path directory, int events)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP,
                    "-cp",
                    System.getProperty("java.class.path"),
                    BacklogHost.class.getName(),
                    from,
                    directory.toString(),
                    Integer.toString(events)))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> said = lines.lines().toList();
      String last = said.isEmpty() ? "" : said.get(said.size() - 1);
      if (process.waitFor() != 0 || !last.startsWith(REPORT)) {
        throw new IllegalStateException("The host failed: " + String.join("\n", said));
      }
      return Report.parse(last.split(" "));
    } finally {
      process.destroyForcibly();
    }
  }

  /** {@code journal} or {@code memory}, the directory of the journal, events. */
  public static void main(String[] args) {
    boolean fromJournal = args[0].equals("journal");
    int events = Integer.parseInt(args[2]);
    Events made = fromJournal ? null : Events.ofWorkflowRuns();
    CountingSink sink = new CountingSink();
    NonBlockingPublisherBuilder builder = NonBlockingNotificationPublisher.builder(sink);
    long start = System.nanoTime();
    if (fromJournal) {
      builder.journal(SqliteJournal.at(Path.of(args[1])).open());
    }
    NonBlockingNotificationPublisher publisher = builder.build();
    long opened = System.nanoTime();
    if (made == null) {
      sink.await(events);
    } else {
      feed(publisher, sink, made, events);
    }
    long delivered = System.nanoTime();
    publisher.close();
    DeliveryStats stats = publisher.stats();
    if (stats.delivered() != events || stats.undelivered() != 0) {
      throw new IllegalStateException("Not every event was delivered: " + stats);
    }
    System.out.println(
        String.join(
            " ",
            REPORT,
            Integer.toString(events),
            Long.toString(opened - start),
            Long.toString(delivered - opened)));
  }

  /** As fast as it can without filling the queue. */
  private static void feed(
      NonBlockingNotificationPublisher publisher, CountingSink sink, Events made, int events) {
    int awaited = 0;
    for (int sent = 0; sent < events; sent++) {
      if (sent - awaited >= BURST * BURSTS_AHEAD) {
        sink.await(BURST);
        awaited += BURST;
      }
      publisher.send(made.event(sent));
    }
    sink.await(events - awaited);
  }

  /**
   * What it measured.
   *
   * @param events delivered
   * @param openNanos until the engine was built, the journal's opening included
   * @param nanos from then to the last delivery
   */
  record Report(int events, long openNanos, long nanos) {

    static Report parse(String[] words) {
      return new Report(
          Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    double openSeconds() {
      return openNanos / 1e9;
    }

    double eventsPerSecond() {
      return events * 1e9 / nanos;
    }
  }
}
