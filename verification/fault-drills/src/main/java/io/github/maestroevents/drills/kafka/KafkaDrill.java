package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * What the drills share: a publisher to a topic of a cluster, load while something is broken, and
 * the account of it all. Used by one thread.
 */
final class KafkaDrill implements AutoCloseable {

  static final String TOPIC = "maestro-events";
  static final int PARTITIONS = 6;

  /** From the end of the faults until nothing is left to deliver. */
  private static final Duration DRAIN = Duration.ofMinutes(2);

  /** Breaks something for a while and mends it; returns how often. */
  @FunctionalInterface
  interface Fault {
    int strike();
  }

  private final KafkaCluster kafka;
  private final LoadShape shape;
  private final PrintStream out;
  private final NonBlockingNotificationPublisher publisher;
  private final Meters meters = new Meters();
  private final List<Phase> phases = new ArrayList<>();
  private final AtomicInteger circuitOpened = new AtomicInteger();

  KafkaDrill(KafkaCluster kafka, LoadShape shape, PrintStream out) {
    this.kafka = kafka;
    this.shape = shape;
    this.out = out;
    kafka.createTopic(TOPIC, PARTITIONS);
    this.publisher =
        DrillPublisher.to(
            kafka.bootstrapServers(),
            TOPIC,
            meters.metrics(),
            (from, to) -> circuitOpened.addAndGet(to == CircuitState.OPEN ? 1 : 0));
  }

  /** Sends from all callers while the fault strikes, then waits until all is delivered. */
  void phase(String name, Fault fault) {
    out.printf(
        Locale.ROOT,
        "%s: %d callers, %d runs, %,d events/s%n",
        name,
        shape.callers(),
        shape.callers() * shape.runsPerCaller(),
        shape.eventsPerSecond());
    DeliveryStats before = publisher.stats();
    int openedBefore = circuitOpened.get();
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < shape.callers(); i++) {
      callers.add(Caller.start(publisher, shape, name + "/" + i));
    }
    int faults;
    try {
      faults = fault.strike();
    } finally {
      callers.forEach(Caller::stop);
    }
    long drainStart = System.nanoTime();
    boolean drained = publisher.flush(DRAIN).allDelivered();
    out.printf(
        Locale.ROOT,
        "%s: %s after %,d ms%n",
        name,
        drained ? "all delivered" : "NOT all delivered",
        Duration.ofNanos(System.nanoTime() - drainStart).toMillis());
    phases.add(phase(name, callers, faults, circuitOpened.get() - openedBefore, before));
  }

  private Phase phase(
      String name, List<Caller> callers, int faults, int opened, DeliveryStats before) {
    Map<String, Integer> sent = new TreeMap<>();
    Histogram latency = new Histogram(callers.get(0).latency());
    latency.reset();
    long thrown = 0;
    for (Caller caller : callers) {
      caller.forEachRun(sent::put);
      latency.add(caller.latency());
      thrown += caller.thrown();
    }
    return new Phase(name, sent, thrown, latency, faults, opened, before, publisher.stats());
  }

  /** Ends the publisher, reads the topic and prints the account. */
  KafkaAccount account() {
    publisher.close();
    TopicLedger topic = TopicReader.read(kafka.directBootstrapServers(), TOPIC);
    List<String> wrong = meters.contradictions(publisher.stats());
    wrong.forEach(what -> out.println("WRONG: " + what));
    KafkaAccount account = KafkaAccount.of(phases, topic, wrong.isEmpty());
    new AccountTable(account, out).print();
    return account;
  }

  @Override
  public void close() {
    publisher.close(Duration.ZERO);
  }
}
