package io.github.maestroevents.drills.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/**
 * How many lines a host's log gets in an outage, and from whom: all brokers are killed under load,
 * and are back after the time. The lines are those that INFO lets through, which is what hosts have
 * by default.
 *
 * <p>Exit status: 0 every event arrived once the brokers were back; 1 not.
 */
public final class OutageNoiseDrill {

  private static final int RUNS = 50;
  private static final Duration BETWEEN_EVENTS = Duration.ofMillis(10);
  private static final Duration UNTIL_ALL_ARRIVED = Duration.ofSeconds(90);

  private OutageNoiseDrill() {}

  /** Runs the drill: seconds of outage, 60 by default, and nodes, 1 by default or 3. */
  public static void main(String[] args) {
    Duration outage = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 60);
    int nodes = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    System.exit(run(outage, nodes, System.out));
  }

  static int run(Duration outage, int nodes, PrintStream out) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Counting lines = new Counting();
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(nodes).start()) {
      kafka.createTopic("events", 3);
      try (NonBlockingNotificationPublisher publisher =
          NonBlockingNotificationPublisher.builder(
                  KafkaNotificationPublisher.builder("events")
                      .bootstrapServers(kafka.bootstrapServers())
                      .build())
              .retry(RetryPolicy.unlimited())
              .build()) {
        send(publisher, 0, Duration.ofSeconds(2));
        root.detachAndStopAllAppenders();
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger("org.apache.kafka.clients.admin")).setLevel(Level.OFF);
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        for (int node = 1; node <= nodes; node++) {
          kafka.node(node).kill9();
        }
        int sent = send(publisher, 1_000_000, outage);
        root.detachAppender(lines);
        print(lines, outage, out);
        for (int node = 1; node <= nodes; node++) {
          kafka.launch(node);
        }
        kafka.awaitReady();
        long back = System.nanoTime();
        boolean all = publisher.flush(UNTIL_ALL_ARRIVED).allDelivered();
        out.printf(
            Locale.ROOT,
            "%,d events of the outage %s %.1f s after the brokers were back%n",
            sent,
            all ? "had arrived" : "had NOT all arrived",
            (System.nanoTime() - back) / 1e9);
        return all ? 0 : 1;
      }
    }
  }

  private static int send(NonBlockingNotificationPublisher publisher, int first, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    int sent = 0;
    for (; System.nanoTime() - end < 0; sent++) {
      publisher.send(SampleEvents.step("run-" + sent % RUNS, first + sent));
      Pause.of(BETWEEN_EVENTS);
    }
    return sent;
  }

  private static void print(Counting lines, Duration outage, PrintStream out) {
    double minutes = outage.toMillis() / 60_000.0;
    long all = lines.counts().values().stream().mapToLong(Long::longValue).sum();
    out.printf(Locale.ROOT, "%,.0f lines a minute%n", all / minutes);
    lines
        .counts()
        .forEach((what, count) -> out.printf(Locale.ROOT, "%,9.0f  %s%n", count / minutes, what));
  }

  /** Counts by level and logger. */
  private static final class Counting extends AppenderBase<ILoggingEvent> {

    private final Map<String, Long> counts = new TreeMap<>();

    @Override
    protected synchronized void append(ILoggingEvent event) {
      if (!event.getLoggerName().startsWith("org.apache.kafka.clients.admin")
          && !event.getThreadName().contains("admin")) {
        String start = event.getMessage().lines().findFirst().orElse("");
        counts.merge(
            event.getLevel()
                + " "
                + event.getLoggerName().replaceAll(".*\\.", "")
                + ": "
                + start.substring(0, Math.min(60, start.length())),
            event.getFormattedMessage().lines().count(),
            Long::sum);
      }
    }

    synchronized Map<String, Long> counts() {
      return new TreeMap<>(counts);
    }
  }
}
