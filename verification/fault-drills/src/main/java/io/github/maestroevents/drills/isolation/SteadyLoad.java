package io.github.maestroevents.drills.isolation;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.drills.DeadLetterReport;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Events at a fixed rate, dealt out evenly to the parts of a destination, and when each of them
 * arrived. The ordering keys of a part are its own. One thread sends; any thread tells of arrivals.
 */
final class SteadyLoad {

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final int parts;
  private final int keysPerPart;
  private final int eventsPerSecond;
  private final int events;

  /** Nanoseconds after the start, and 1 more; 0 for not yet. */
  private final AtomicLongArray sentAt;

  private final AtomicLongArray arrivedAt;
  private final AtomicIntegerArray givenUp;
  private final DeadLetterReport letters = new DeadLetterReport();

  /** From the sending thread to those that tell of arrivals. */
  private volatile long start;

  SteadyLoad(int parts, int keysPerPart, int eventsPerSecond, Duration length) {
    this.parts = parts;
    this.keysPerPart = keysPerPart;
    this.eventsPerSecond = eventsPerSecond;
    this.events = (int) (eventsPerSecond * length.toMillis() / 1_000);
    this.sentAt = new AtomicLongArray(events);
    this.arrivedAt = new AtomicLongArray(events);
    this.givenUp = new AtomicIntegerArray(events);
  }

  /**
   * Lets the JVM compile what is measured afterwards: a short load through an engine of its own.
   *
   * @param destination makes a healthy destination that tells the load of arrivals
   */
  static void warmUp(Function<SteadyLoad, MaestroNotificationPublisher> destination) {
    SteadyLoad load = new SteadyLoad(2, 50, 1_000, Duration.ofSeconds(3));
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.wrap(destination.apply(load))) {
      load.run(publisher);
      Patience.await(() -> publisher.stats().undelivered() == 0);
    }
  }

  /** Sends everything at its time; blocks until that is done. */
  void run(MaestroNotificationPublisher publisher) {
    start = System.nanoTime();
    for (int number = 0; number < events; number++) {
      Pause.until(start + number * SECOND_NANOS / eventsPerSecond);
      sentAt.set(number, now());
      publisher.send(event(number));
    }
    Pause.until(start + events * SECOND_NANOS / eventsPerSecond);
  }

  private MaestroEvent event(int number) {
    int key = number / parts % keysPerPart;
    return SampleEvents.step("part-" + number % parts + "-" + key, number);
  }

  /** The part that an ordering key belongs to, from 0. */
  static int part(String orderingKey) {
    return Integer.parseInt(orderingKey.split("-", -1)[1]);
  }

  void arrived(EncodedEvent event) {
    arrived(requireNonNull(MaestroEventJson.read(event.payload())));
  }

  /** The first arrival counts. */
  void arrived(MaestroEvent event) {
    arrivedAt.compareAndSet(numberOf(event), 0, now());
  }

  void givenUp(DeadLetter letter) {
    givenUp.set(numberOf(letter.event()), 1);
    letters.handle(letter);
  }

  /** Why events were given up; to be printed when a drill fails. */
  DeadLetterReport letters() {
    return letters;
  }

  static int numberOf(MaestroEvent event) {
    return (int) ((StepInstanceStatusChangeEvent) event).stepInstanceId();
  }

  private long now() {
    return System.nanoTime() - start + 1;
  }

  int events() {
    return events;
  }

  /** Events of all parts but one that arrived between two times after the start. */
  long arrivedOutside(int part, Duration from, Duration to) {
    return outside(part)
        .mapToLong(arrivedAt::get)
        .filter(at -> at > from.toNanos() && at <= to.toNanos())
        .count();
  }

  /** Events of all parts but one that never arrived, and were given up or not. */
  long missingOutside(int part) {
    return outside(part).filter(number -> arrivedAt.get(number) == 0).count();
  }

  /** Events of all parts but one that the engine gave up. */
  long givenUpOutside(int part) {
    return outside(part).filter(number -> givenUp.get(number) > 0).count();
  }

  /**
   * From {@code send} to the arrival, of the events of all parts but one. What has not arrived
   * counts with the time that it has waited.
   */
  Duration latencyOutside(int part, double percentile) {
    long end = now();
    long[] nanos =
        outside(part)
            .mapToLong(n -> (arrivedAt.get(n) == 0 ? end : arrivedAt.get(n)) - sentAt.get(n))
            .sorted()
            .toArray();
    int index = (int) Math.ceil(percentile / 100 * nanos.length) - 1;
    return Duration.ofNanos(nanos[Math.max(0, index)]);
  }

  private IntStream outside(int part) {
    return IntStream.range(0, events).filter(number -> number % parts != part);
  }

  @Override
  public String toString() {
    return "%,d events, %,d a second, over %d parts of %d keys"
        .formatted(events, eventsPerSecond, parts, keysPerPart);
  }
}
