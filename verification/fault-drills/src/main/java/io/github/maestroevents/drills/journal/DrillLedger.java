package io.github.maestroevents.drills.journal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What hosts have accepted against what arrived. Enter what was accepted in a life before what
 * arrived in it. Used by one thread.
 */
final class DrillLedger {

  /** The ids of accepted events, by key and number. */
  private final Map<String, String> accepted = new HashMap<>();

  /** The ids that arrived, by key and number. */
  private final Map<String, String> arrived = new HashMap<>();

  private final Set<String> givenUp = new HashSet<>();
  private final Set<String> inDoubt = new HashSet<>();
  private final Map<String, Integer> highestOfKey = new HashMap<>();
  private long duplicates;
  private long otherIds;
  private long orderViolations;

  /** A whole life. */
  void enter(HostPlan life) {
    enterAccepted(life);
    enterArrived(life);
    enterGivenUp(life);
  }

  void enterAccepted(HostPlan life) {
    LineFile.read(life.accepted()).forEach(line -> accepted.put(name(line), line.id()));
  }

  void enterArrived(HostPlan life) {
    LineFile.read(life.delivered()).forEach(this::arrived);
  }

  void enterGivenUp(HostPlan life) {
    LineFile.read(life.deadLetters()).forEach(line -> givenUp.add(name(line)));
  }

  /** The next event of its key that arrived. */
  void arrived(EventLine line) {
    String name = name(line);
    String known = arrived.putIfAbsent(name, line.id());
    if (!line.id().equals(accepted.getOrDefault(name, line.id()))
        || !line.id().equals(known == null ? line.id() : known)) {
      otherIds++;
    }
    if (known != null) {
      duplicates++;
      return;
    }
    int highest = highestOfKey.merge(line.key(), line.number(), Math::max);
    if (line.number() < highest) {
      orderViolations++;
    }
    if (!accepted.containsKey(name)) {
      inDoubt.add(name);
    }
  }

  private static String name(EventLine line) {
    return line.key() + "#" + line.number();
  }

  /** Events whose {@code send} returned. */
  long accepted() {
    return accepted.size();
  }

  /** Events that arrived, without copies. */
  long arrived() {
    return arrived.size();
  }

  /**
   * Events that arrived though their {@code send} had not returned when the host was killed, or had
   * thrown: the caller does not know.
   */
  long inDoubt() {
    return inDoubt.size();
  }

  /** Accepted events of which nothing is known: they have not arrived, nor were they given up. */
  long missing() {
    return accepted.keySet().stream()
        .filter(name -> !arrived.containsKey(name) && !givenUp.contains(name))
        .count();
  }

  /** Accepted events that went to the dead-letter handler and have not arrived. */
  long givenUp() {
    return givenUp.stream().filter(name -> !arrived.containsKey(name)).count();
  }

  /** Whether everything accepted here has arrived here or there. */
  boolean isCompletedBy(DrillLedger other) {
    return accepted.keySet().stream()
        .allMatch(name -> arrived.containsKey(name) || other.arrived.containsKey(name));
  }

  boolean hasArrived(EventLine line) {
    return arrived.containsKey(name(line));
  }

  /** Copies, beyond the first arrival. */
  long duplicates() {
    return duplicates;
  }

  /** Arrivals under another id than the event was accepted with, or has arrived with before. */
  long otherIds() {
    return otherIds;
  }

  /** First arrivals after a later event of the same key. */
  long orderViolations() {
    return orderViolations;
  }

  /** Whether what arrived is in order, and each copy can be told by its id. */
  boolean isOrderly() {
    return otherIds == 0 && orderViolations == 0;
  }
}
