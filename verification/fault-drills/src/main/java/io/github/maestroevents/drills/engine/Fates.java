package io.github.maestroevents.drills.engine;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What became of each single event of a round, by its number. The numbers of a sender ascend and
 * share a few ordering keys. Any thread.
 */
final class Fates {

  private static final int KEYS_PER_SENDER = 8;
  private static final int RETURNED = 1;
  private static final int THROWN = 2;

  private final int eventsPerSender;
  private final AtomicIntegerArray calls;
  private final AtomicIntegerArray delivered;
  private final AtomicIntegerArray deadLettered;

  /** Dead-lettered by close while in flight: such an event may have been delivered all the same. */
  private final AtomicIntegerArray inDoubt;

  /** Per key, one more than the number that was delivered last. */
  private final AtomicIntegerArray nextOfKey;

  /** Per key, how often a number came after a larger one. */
  private final AtomicIntegerArray overtaken;

  Fates(int senders, int eventsPerSender) {
    this.eventsPerSender = eventsPerSender;
    this.calls = new AtomicIntegerArray(senders * eventsPerSender);
    this.delivered = new AtomicIntegerArray(senders * eventsPerSender);
    this.deadLettered = new AtomicIntegerArray(senders * eventsPerSender);
    this.inDoubt = new AtomicIntegerArray(senders * eventsPerSender);
    this.nextOfKey = new AtomicIntegerArray(senders * KEYS_PER_SENDER);
    this.overtaken = new AtomicIntegerArray(senders * KEYS_PER_SENDER);
  }

  int number(int sender, int index) {
    return sender * eventsPerSender + index;
  }

  MaestroEvent event(int number) {
    return SampleEvents.step("run-" + key(number), number);
  }

  private int key(int number) {
    return number / eventsPerSender * KEYS_PER_SENDER + number % KEYS_PER_SENDER;
  }

  static int numberOf(MaestroEvent event) {
    return (int) ((StepInstanceStatusChangeEvent) event).stepInstanceId();
  }

  void returned(int number) {
    calls.set(number, RETURNED);
  }

  void thrown(int number) {
    calls.set(number, THROWN);
  }

  void delivered(EncodedEvent event) {
    delivered(requireNonNull(MaestroEventJson.read(event.payload())));
  }

  /** The calls for one key never overlap. */
  void delivered(MaestroEvent event) {
    int number = numberOf(event);
    delivered.incrementAndGet(number);
    int key = key(number);
    if (nextOfKey.getAndSet(key, number + 1) > number) {
      overtaken.incrementAndGet(key);
    }
  }

  void deadLettered(DeadLetter letter) {
    int number = numberOf(letter.event());
    deadLettered.incrementAndGet(number);
    if (letter.reason() == DeadLetter.Reason.CLOSED && letter.attempts() > 0) {
      inDoubt.set(number, 1);
    }
  }

  boolean isDelivered(int number) {
    return delivered.get(number) > 0;
  }

  /** The round in figures. */
  Tally tally() {
    Tally tally = new Tally();
    for (int number = 0; number < calls.length(); number++) {
      boolean returned = calls.get(number) == RETURNED;
      boolean thrown = calls.get(number) == THROWN;
      boolean deliveredInDoubt = inDoubt.get(number) > 0 && delivered.get(number) > 0;
      int ends = delivered.get(number) + deadLettered.get(number) - (deliveredInDoubt ? 1 : 0);
      tally.returned += returned ? 1 : 0;
      tally.thrown += thrown ? 1 : 0;
      tally.delivered += delivered.get(number);
      tally.deliveredInDoubt += deliveredInDoubt ? 1 : 0;
      tally.deadLettered += deadLettered.get(number);
      tally.withoutEnd += returned && ends == 0 ? 1 : 0;
      tally.withTwoEnds += ends > 1 ? 1 : 0;
      tally.thrownAndDelivered += thrown && delivered.get(number) > 0 ? 1 : 0;
      tally.thrownAndDeadLettered += thrown && deadLettered.get(number) > 0 ? 1 : 0;
      tally.neverSent += !returned && !thrown && ends > 0 ? 1 : 0;
    }
    for (int key = 0; key < overtaken.length(); key++) {
      tally.overtaken += overtaken.get(key);
    }
    return tally;
  }

  /** Sums over the events of one round or several. Confined to one thread. */
  static final class Tally {
    long returned;
    long thrown;
    long delivered;
    long deliveredInDoubt;
    long deadLettered;
    long withoutEnd;
    long withTwoEnds;
    long thrownAndDelivered;
    long thrownAndDeadLettered;
    long neverSent;
    long overtaken;

    /** What contradicts itself or the engine's statistics. */
    List<String> contradictions(DeliveryStats stats, boolean confirmed) {
      List<String> found = new ArrayList<>();
      expect(found, "returned calls without an end = dropped", withoutEnd, stats.dropped());
      expect(found, "events with two ends", withTwoEnds, 0);
      expect(found, "events that ended without being sent", neverSent, 0);
      expect(found, "refused events dead-lettered", thrownAndDeadLettered, 0);
      expect(found, "events overtaken within their key", overtaken, 0);
      expect(found, "offered", returned + thrown, stats.offered());
      expect(found, "delivered", delivered - deliveredInDoubt, stats.delivered());
      expect(found, "dead-lettered", deadLettered, stats.deadLettered());
      expect(found, "left behind", stats.undelivered(), 0);
      if (!confirmed) { // an unconfirmed event may have been delivered: that is what it says
        expect(found, "refused events delivered", thrownAndDelivered, 0);
      }
      if (!stats.balanced()) {
        found.add("the statistics do not balance: " + stats);
      }
      return found;
    }

    private static void expect(List<String> found, String what, long is, long shouldBe) {
      if (is != shouldBe) {
        found.add(what + ": " + is + " instead of " + shouldBe);
      }
    }

    void add(Tally other) {
      returned += other.returned;
      thrown += other.thrown;
      delivered += other.delivered;
      deadLettered += other.deadLettered;
      withoutEnd += other.withoutEnd;
    }
  }
}
