package io.github.maestroevents.drills.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * One topic after the other is made at a healthy broker, and each at once gets events from a
 * producer of its own, on a machine that has other things to do: looks for partitions whose records
 * stay in the client. Where a topic took long, what the client logged is printed.
 *
 * <p>Exit status: 0 no topic took longer than ten seconds; 1 one did.
 */
public final class FreshTopicsDrill {

  private static final int EVENTS = 200;
  private static final int RUNS = 50;
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration UNTIL_ALL_ARRIVED = Duration.ofMinutes(2);

  private FreshTopicsDrill() {}

  /** Runs the drill: topics, 300 by default, and threads that keep the processors busy, 4. */
  public static void main(String[] args) {
    int topics = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    int busy = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    for (int thread = 0; thread < busy; thread++) {
      Thread load = new Thread(FreshTopicsDrill::spin, "load-" + thread);
      load.setDaemon(true);
      load.start();
    }
    System.exit(run(topics, System.out));
  }

  private static void spin() {
    double sum = 0;
    for (long i = 1; sum < Double.MAX_VALUE; i++) {
      sum += 1.0 / i;
    }
  }

  static int run(int topics, PrintStream out) {
    Logger client = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients");
    client.setLevel(Level.INFO);
    client.setAdditive(false);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.setContext(client.getLoggerContext());
    logged.start();
    client.addAppender(logged);
    long longest = 0;
    int tooLong = 0;
    try (KafkaCluster kafka = KafkaCluster.start()) {
      for (int topic = 0; topic < topics; topic++) {
        logged.list.clear();
        kafka.createTopic("fresh-" + topic, 3);
        long start = System.nanoTime();
        try (NonBlockingNotificationPublisher publisher =
            NonBlockingNotificationPublisher.builder(
                    KafkaNotificationPublisher.builder("fresh-" + topic)
                        .bootstrapServers(kafka.bootstrapServers())
                        .build())
                .retry(RetryPolicy.unlimited())
                .build()) {
          for (int event = 0; event < EVENTS; event++) {
            publisher.send(SampleEvents.step("run-" + event % RUNS, event));
          }
          boolean all = publisher.flush(UNTIL_ALL_ARRIVED).allDelivered();
          long took = System.nanoTime() - start;
          longest = Math.max(longest, took);
          if (!all || took > LONG.toNanos()) {
            tooLong++;
            out.printf(
                Locale.ROOT, "topic %d took %.1f s: %s%n", topic, took / 1e9, publisher.stats());
            List.copyOf(logged.list)
                .forEach(
                    event ->
                        out.println(
                            "  "
                                + event.getInstant()
                                + " "
                                + event.getFormattedMessage().lines().findFirst().orElse("")));
          }
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "%,d topics, the slowest took %.1f s, %d took longer than %d s%n",
        topics,
        longest / 1e9,
        tooLong,
        LONG.toSeconds());
    return tooLong == 0 ? 0 : 1;
  }
}
