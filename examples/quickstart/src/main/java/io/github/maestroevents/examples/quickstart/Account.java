package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of every event: what callers offered, held against what a consumer read, id by id.
 *
 * @param stats what the publisher says of itself, after it was closed
 * @param returned events for which {@code send} returned
 * @param refused events for which it threw
 * @param missing of those returned for, how many the consumer never read
 * @param lost of those missing, how many were neither dropped nor dead-lettered
 * @param read records on the topic
 * @param duplicates records whose event id was on the topic before
 * @param duplicatesLeft the same after the consumer's filter
 * @param keys ordering keys in what the filter let through
 * @param outOfOrder events read after one of their key that was offered later
 * @param altered events whose JSON or key are not what was offered
 * @param unknown records with an event id that nobody offered
 */
record Account(
    DeliveryStats stats,
    long returned,
    long refused,
    long missing,
    long lost,
    long read,
    long duplicates,
    long duplicatesLeft,
    long keys,
    long outOfOrder,
    long altered,
    long unknown) {

  /**
   * @param refused events for which {@code send} threw
   * @param deadLettered ids of events that were given up
   * @param filtered what the consumer's filter let through of {@code read}, in order
   */
  static Account of(
      DeliveryStats stats,
      List<OfferedEvent> returned,
      long refused,
      Set<String> deadLettered,
      List<ReadEvent> read,
      List<ReadEvent> filtered) {
    Map<String, OfferedEvent> offered = new HashMap<>();
    returned.forEach(event -> offered.put(event.id(), event));
    Set<String> readIds = ids(read);
    Set<String> missing = new HashSet<>(offered.keySet());
    missing.removeAll(readIds);
    Set<String> unexplained = new HashSet<>(missing);
    unexplained.removeAll(deadLettered);
    return new Account(
        stats,
        returned.size(),
        refused,
        missing.size(),
        Math.max(0, unexplained.size() - stats.dropped()),
        read.size(),
        read.size() - readIds.size(),
        filtered.size() - ids(filtered).size(),
        filtered.stream().map(ReadEvent::key).distinct().count(),
        outOfOrder(offered, filtered),
        read.stream().filter(event -> isAltered(offered.get(event.id()), event)).count(),
        readIds.stream().filter(id -> !offered.containsKey(id)).count());
  }

  /** Whether the publisher's own figures add up and agree with what its callers counted. */
  boolean balanced() {
    return stats.balanced()
        && stats.offered() == returned + refused
        && stats.accepted() == returned - stats.dropped();
  }

  private static Set<String> ids(List<ReadEvent> events) {
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(event.id()));
    return ids;
  }

  private static long outOfOrder(Map<String, OfferedEvent> offered, List<ReadEvent> read) {
    Map<String, Long> latest = new HashMap<>();
    long violations = 0;
    for (ReadEvent event : read) {
      OfferedEvent original = offered.get(event.id());
      if (original == null) {
        continue;
      }
      long before = latest.getOrDefault(original.key(), -1L);
      if (original.place() < before) {
        violations++;
      }
      latest.put(original.key(), Math.max(before, original.place()));
    }
    return violations;
  }

  private static boolean isAltered(@Nullable OfferedEvent offered, ReadEvent read) {
    return offered != null
        && !(offered.key().equals(read.key()) && offered.json().equals(read.json()));
  }
}
