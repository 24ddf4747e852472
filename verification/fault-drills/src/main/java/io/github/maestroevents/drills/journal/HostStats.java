package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.Arrays;

/**
 * What a host says of itself, in one line.
 *
 * @param returned calls of {@code send} that returned
 * @param thrown calls of {@code send} that threw
 * @param recovered events found in the journal
 * @param delivered events the sink has acknowledged
 * @param givenUp events dropped, dead-lettered, discarded or quarantined
 * @param undelivered events the host still has
 * @param inJournal events the journal holds
 * @param balanced whether the engine's account adds up, and its meters after the end tell the same
 */
record HostStats(
    long returned,
    long thrown,
    long recovered,
    long delivered,
    long givenUp,
    long undelivered,
    long inJournal,
    boolean balanced) {

  static HostStats of(
      HostCallers callers, DeliveryStats engine, JournalStats journal, boolean metered) {
    return new HostStats(
        callers.returned(),
        callers.thrown(),
        engine.recovered(),
        engine.delivered(),
        engine.dropped() + engine.deadLettered() + engine.discarded() + engine.quarantined(),
        engine.undelivered(),
        journal.events(),
        engine.balanced() && metered);
  }

  static HostStats parse(String line) {
    String[] parts = line.split(" ", -1);
    long[] figures = Arrays.stream(parts, 0, 7).mapToLong(Long::parseLong).toArray();
    return new HostStats(
        figures[0],
        figures[1],
        figures[2],
        figures[3],
        figures[4],
        figures[5],
        figures[6],
        Boolean.parseBoolean(parts[7]));
  }

  String line() {
    return String.join(
        " ",
        Long.toString(returned),
        Long.toString(thrown),
        Long.toString(recovered),
        Long.toString(delivered),
        Long.toString(givenUp),
        Long.toString(undelivered),
        Long.toString(inJournal),
        Boolean.toString(balanced));
  }
}
