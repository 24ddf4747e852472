package io.github.maestroevents.drills.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.drills.DeadLetterReport;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/**
 * Topics are made at a healthy broker, several at once, and each gets events at once from a
 * producer of its own, on a machine that has other things to do. Such a broker may not lead a
 * partition yet that its metadata names: looks for partitions whose first events then wait out the
 * client's delivery timeout.
 *
 * <p>Exit status: 0 no topic took longer than twelve seconds; 1 one did.
 */
public final class FreshTopicsDrill {

  private static final int EVENTS = 400;
  private static final int RUNS = 200;
  private static final int AT_ONCE = 6;
  private static final Duration LONG = Duration.ofSeconds(12);
  private static final Duration UNTIL_ALL_ARRIVED = Duration.ofMinutes(2);

  private final KafkaCluster kafka;
  private final PrintStream out;
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
  private final LongAdder tooLong = new LongAdder();

  private FreshTopicsDrill(KafkaCluster kafka, PrintStream out) {
    this.kafka = kafka;
    this.out = out;
  }

  /** Runs the drill: topics, 300 by default, and threads that keep the processors busy, 4. */
  public static void main(String[] args) throws InterruptedException {
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

  static int run(int topics, PrintStream out) throws InterruptedException {
    ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
    ExecutorService users = Executors.newFixedThreadPool(AT_ONCE);
    try (KafkaCluster kafka = KafkaCluster.start()) {
      FreshTopicsDrill drill = new FreshTopicsDrill(kafka, out);
      List<Callable<Void>> all = new ArrayList<>();
      for (int topic = 0; topic < topics; topic++) {
        String name = "fresh-" + topic;
        all.add(
            () -> {
              drill.use(name);
              return null;
            });
      }
      for (Future<Void> used : users.invokeAll(all)) {
        used.get();
      }
      out.printf(
          Locale.ROOT,
          "%,d topics, the slowest took %.1f s, %d took longer than %d s%n",
          topics,
          drill.longest.get() / 1e9,
          drill.tooLong.sum(),
          LONG.toSeconds());
      return drill.tooLong.sum() == 0 ? 0 : 1;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A topic could not be used", e.getCause());
    } finally {
      users.shutdownNow();
    }
  }

  private void use(String topic) {
    kafka.createTopic(topic, 3);
    long start = System.nanoTime();
    DeadLetterReport letters = new DeadLetterReport();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(
                KafkaNotificationPublisher.builder(topic)
                    .bootstrapServers(kafka.bootstrapServers())
                    .build())
            .retry(RetryPolicy.unlimited())
            .deadLetterHandler(letters)
            .build()) {
      for (int event = 0; event < EVENTS; event++) {
        publisher.send(SampleEvents.step("run-" + event % RUNS, event));
      }
      boolean all = publisher.flush(UNTIL_ALL_ARRIVED).allDelivered();
      long took = System.nanoTime() - start;
      longest.accumulate(took);
      if (!all || took > LONG.toNanos()) {
        tooLong.increment();
        out.printf(Locale.ROOT, "topic %s took %.1f s: %s%n", topic, took / 1e9, publisher.stats());
        letters.print("topic " + topic, out);
      }
    }
  }
}
