package io.github.maestroevents.micrometer;

/** The meters of what a destination counts by itself, and of its state. */
final class ReadMeters {

  private ReadMeters() {}

  static void register(Registration to, Readings readings) {
    comingIn(to, readings);
    onTheirWay(to, readings);
    waiting(to, readings);
    memory(to, readings);
    disk(to, readings);
    ages(to, readings);
    state(to, readings);
    forecasts(to, readings);
  }

  private static void comingIn(Registration to, Readings readings) {
    to.counter(
        readings, "accepted", "Events for which send took responsibility", Reading::accepted);
    String rejected = "Events refused with an exception; the caller still owns them";
    to.counter(
        readings,
        "rejected",
        rejected,
        reading -> reading.stats().rejectedFull(),
        "reason",
        "queue_full");
    to.counter(
        readings,
        "rejected",
        rejected,
        reading -> reading.stats().rejectedClosed(),
        "reason",
        "closed");
    to.counter(readings, "rejected", rejected, Reading::notConfirmed, "reason", "not_confirmed");
    String dropped = "Events lost since there was no room for them";
    to.counter(
        readings,
        "dropped",
        dropped,
        reading -> reading.stats().dropped() - reading.stats().droppedByJournal(),
        "reason",
        "queue_full");
    to.counter(
        readings,
        "dropped",
        dropped,
        reading -> reading.stats().droppedByJournal(),
        "reason",
        "journal_full");
    to.counter(
        readings,
        "recovered",
        "Events found in the journal that this publisher has not put there",
        reading -> reading.stats().recovered());
  }

  private static void onTheirWay(Registration to, Readings readings) {
    to.counter(
        readings,
        "quarantined",
        "Damaged events that the journal could not give back",
        reading -> reading.stats().quarantined());
    to.counter(
        readings,
        "retried.in.doubt",
        "Retries of events that may have been delivered all the same: at most so many duplicates",
        reading -> reading.stats().retriedInDoubt());
    to.counter(
        readings,
        "spilled",
        "Events that went on to the journal since memory or the destination could not take them",
        reading -> reading.stats().spilled());
  }

  private static void waiting(Registration to, Readings readings) {
    to.gauge(
        readings,
        "waiting",
        "Events the delivery thread holds and has not handed to the destination",
        reading -> reading.stats().waiting());
    to.gauge(
        readings,
        "waiting.behind.in.flight",
        "Of those, the ones behind an event of their ordering key that is in flight",
        reading -> reading.stats().behindInFlight());
    to.gauge(
        readings,
        "waiting.backing.off",
        "Of those, the ones that wait for the next attempt",
        reading -> reading.stats().backingOff());
    to.gauge(
        readings,
        "in.flight",
        "Events handed to the destination and not yet answered",
        reading -> reading.stats().inFlight());
  }

  private static void memory(Registration to, Readings readings) {
    to.gauge(
        readings,
        "queued",
        "Events in memory that the delivery thread has not taken up",
        reading -> reading.stats().queued());
    to.gauge(
        readings,
        "queue.capacity",
        "How many events the queue takes",
        reading -> reading.stats().queueCapacity());
    to.bytes(
        readings,
        "held",
        "Encoded bytes of the events in memory that were taken up",
        reading -> reading.stats().heldBytes());
  }

  private static void disk(Registration to, Readings readings) {
    to.gauge(
        readings,
        "journaled",
        "Events that lie in the journal and not in memory",
        reading -> reading.stats().journaled());
    to.gauge(
        readings,
        "parked",
        "Of those, the ones that wait for a part of the destination in trouble",
        reading -> reading.stats().parked());
    to.gauge(
        readings,
        "journal.events",
        "Events that the journal holds, in memory or not",
        reading -> reading.stats().journalEvents());
    to.bytes(
        readings,
        "journal.size",
        "What the journal occupies",
        reading -> reading.stats().journalBytes());
    to.bytes(
        readings,
        "journal.max.size",
        "What the journal may occupy; NaN without a bound",
        Reading::journalMaxBytes);
  }

  private static void ages(Registration to, Readings readings) {
    to.seconds(
        readings,
        "oldest.memory.age",
        "Since the oldest event in memory was taken up; 0 if there is none",
        reading -> reading.age(reading.stats().oldestInMemory()));
    to.seconds(
        readings,
        "oldest.journal.age",
        "Since the oldest event in the journal was accepted; 0 if there is none",
        reading -> reading.age(reading.stats().oldestJournaled()));
    to.seconds(
        readings,
        "oldest.age",
        "Since the oldest undelivered event was accepted; 0 if there is none",
        reading -> reading.age(reading.stats().oldestUndelivered()));
  }

  private static void state(Registration to, Readings readings) {
    to.gauge(readings, "circuit.state", "0 closed, 1 half open, 2 open", Reading::circuit);
    to.gauge(
        readings,
        "paused",
        "1 while the host has paused the destination, else 0",
        reading -> reading.stats().paused() ? 1 : 0);
    to.seconds(
        readings,
        "turn.age",
        "Since the delivery thread last began a turn; it does every few milliseconds",
        Reading::turnAge);
  }

  private static void forecasts(Registration to, Readings readings) {
    to.seconds(
        readings,
        "forecast.queue.full",
        "Until the queue is full at the rate of the last minutes; NaN if it will not be",
        Reading::queueFull);
    to.seconds(
        readings,
        "forecast.journal.full",
        "Until the journal is full at the rate of the last minutes; NaN if it will not be",
        Reading::journalFull);
    to.seconds(
        readings,
        "forecast.drained",
        "Until nothing is undelivered at the rate of the last minutes; NaN if that will not be",
        Reading::drained);
  }
}
