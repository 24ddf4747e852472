package io.github.maestroevents.drills.isolation;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.kafka.TopicReader;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Three Kafka brokers share the ten partitions of a topic without replicas. One broker is suspended
 * with SIGSTOP, so that its partitions hang; the others are healthy. Events go to all partitions at
 * a fixed rate. What the healthy partitions have, by the time at which their brokers appended it,
 * is compared with what they have when nothing hangs. Then the broker goes on.
 *
 * <p>Exit status: 0 all held; 1 an event is unaccounted for, or the healthy partitions had less
 * than they need, see {@link Shares}.
 */
public final class HungLeaderDrill {

  private static final int NODES = 3;
  private static final int HUNG_NODE = 3;
  private static final int PARTITIONS = 10;
  private static final int KEYS = 500;
  private static final int EVENTS_PER_SECOND = 200;
  private static final int INTERVALS = 2;
  private static final Map<String, String> CONFIGS =
      Map.of("message.timestamp.type", "LogAppendTime", "min.insync.replicas", "1");

  private final KafkaCluster kafka;
  private final Duration interval;
  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, SteadyLoad> rows = new LinkedHashMap<>();

  private HungLeaderDrill(KafkaCluster kafka, Duration interval, PrintStream out) {
    this.kafka = kafka;
    this.interval = interval;
    this.out = out;
  }

  /** Runs the drill; the first argument is the length of an interval in seconds, 10 by default. */
  public static void main(String[] args) {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    System.exit(
        run(
            Duration.ofSeconds(seconds),
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(30)),
            System.out));
  }

  static int run(Duration interval, List<Duration> deliveryTimeouts, PrintStream out) {
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(NODES).start()) {
      return new HungLeaderDrill(kafka, interval, out).run(deliveryTimeouts);
    }
  }

  private int run(List<Duration> deliveryTimeouts) {
    out.printf(
        Locale.ROOT,
        "%d brokers, %d partitions, %d events a second to all of them evenly;"
            + " share of the healthy partitions' events that arrived, per %d s%n"
            + "%-34s %8s %8s %8s %8s%n",
        NODES,
        PARTITIONS,
        EVENTS_PER_SECOND,
        interval.toSeconds(),
        "delivery timeout, brokers",
        "1st",
        "2nd",
        "lost",
        "given up");
    long[] healthy = row("none hangs", false, deliveryTimeouts.get(0));
    for (Duration timeout : deliveryTimeouts) {
      String name = timeout.toSeconds() + " s, one hangs";
      Shares shares = Shares.of(row(name, true, timeout), healthy);
      expect(name + ": " + shares, shares.areEnough());
    }
    wrong.forEach(what -> out.println("WRONG: " + what));
    if (!wrong.isEmpty()) {
      rows.forEach((row, load) -> load.letters().print(row, out));
    }
    out.println(
        wrong.isEmpty()
            ? "RESULT: the healthy partitions did not notice"
            : "RESULT: the healthy partitions suffered");
    return wrong.isEmpty() ? 0 : 1;
  }

  private long[] row(String name, boolean hangs, Duration deliveryTimeout) {
    String topic = "topic-" + (hangs ? "hung-" : "healthy-") + deliveryTimeout.toMillis();
    Set<Integer> hung = createTopic(topic);
    SteadyLoad load = new SteadyLoad(1, KEYS, EVENTS_PER_SECOND, interval.multipliedBy(INTERVALS));
    rows.put(name, load);
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(
                KafkaNotificationPublisher.builder(topic)
                    .bootstrapServers(kafka.bootstrapServers())
                    .property("delivery.timeout.ms", (int) deliveryTimeout.toMillis())
                    .property("request.timeout.ms", (int) deliveryTimeout.toMillis() / 3)
                    .build())
            .deadLetterHandler(load::givenUp)
            .build();
    new SteadyLoad(1, KEYS, EVENTS_PER_SECOND, Duration.ofSeconds(1)).run(publisher); // warms up
    Patience.await(() -> publisher.stats().undelivered() == 0);
    DeliveryStats before = publisher.stats();
    if (hangs) {
      kafka.node(HUNG_NODE).suspend();
    }
    long start = System.currentTimeMillis();
    load.run(publisher);
    if (hangs) {
      kafka.resume();
    }
    Patience.await(() -> publisher.stats().undelivered() == 0);
    publisher.close();
    DeliveryStats stats = publisher.stats();
    Arrivals arrivals = new Arrivals(hung, start);
    TopicReader.read(kafka.directBootstrapServers(), topic, arrivals::enter);
    long lost = load.events() - arrivals.numbers.size() - load.givenUpOutside(-1);
    long[] percent = new long[INTERVALS];
    for (int i = 0; i < INTERVALS; i++) {
      percent[i] = arrivals.percent(i);
    }
    out.printf(
        Locale.ROOT,
        "%-34s %6d %% %6d %% %,8d %,8d%n",
        name,
        percent[0],
        percent[1],
        lost,
        load.givenUpOutside(-1));
    expect(name + ": " + lost + " events lost", lost <= 0);
    expect(
        name + ": unbalanced: " + stats,
        stats.balanced() && stats.offered() == before.offered() + load.events());
    return percent;
  }

  /** Returns the partitions that one of the brokers has. */
  private Set<Integer> createTopic(String topic) {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(PARTITIONS), Optional.of((short) 1)).configs(CONFIGS);
    try {
      kafka.admin().createTopics(List.of(wanted)).all().get(30, TimeUnit.SECONDS);
      Set<Integer> ofNode = new HashSet<>();
      Patience.await(
          () -> {
            ofNode.clear();
            return partitions(topic, ofNode) == PARTITIONS;
          });
      return ofNode;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The cluster did not do as asked", e);
    }
  }

  /** How many partitions have a leader. */
  private int partitions(String topic, Set<Integer> ofNode) {
    try {
      List<TopicPartitionInfo> partitions =
          requireNonNull(
                  kafka
                      .admin()
                      .describeTopics(List.of(topic))
                      .allTopicNames()
                      .get(30, TimeUnit.SECONDS)
                      .get(topic))
              .partitions();
      int led = 0;
      for (TopicPartitionInfo partition : partitions) {
        if (partition.leader() != null && !partition.leader().isEmpty()) {
          led++;
          if (partition.leader().id() == HUNG_NODE) {
            ofNode.add(partition.partition());
          }
        }
      }
      return led;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException | TimeoutException notYet) {
      return 0;
    }
  }

  private void expect(String otherwise, boolean holds) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  /** What a consumer reads, of the healthy partitions by the time of its arrival. */
  private final class Arrivals {
    private final Set<Integer> hung;
    private final long start;
    private final Set<Integer> numbers = new HashSet<>();
    private final int[] sent = new int[INTERVALS];
    private final int[] arrived = new int[INTERVALS];

    private Arrivals(Set<Integer> hung, long start) {
      this.hung = hung;
      this.start = start;
    }

    private void enter(ConsumerRecord<byte[], byte[]> record) {
      int number = SteadyLoad.numberOf(requireNonNull(MaestroEventJson.read(record.value())));
      if (record.timestamp() < start || !numbers.add(number) || hung.contains(record.partition())) {
        return;
      }
      int eventsPerInterval = (int) (EVENTS_PER_SECOND * interval.toMillis() / 1_000);
      sent[Math.min(INTERVALS - 1, number / eventsPerInterval)]++;
      long at = (record.timestamp() - start) / interval.toMillis();
      if (at < INTERVALS) {
        arrived[(int) at]++;
      }
    }

    private long percent(int i) {
      return sent[i] == 0 ? 100 : Math.round(100.0 * arrived[i] / sent[i]);
    }
  }
}
