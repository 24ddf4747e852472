package io.github.maestroevents.testkit;

import io.github.maestroevents.delivery.store.JournalEntry;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to be a broken journal, and the numbers of exactly those rules that catch it. */
record JournalFault(
    String name,
    Set<Integer> caughtBy,
    Function<TreeMap<Long, JournalEntry>, InMemoryJournal> journal) {

  /** A journal that keeps every rule. */
  static final JournalFault NONE = new JournalFault("is correct", Set.of(), InMemoryJournal::new);

  static JournalFault fault(
      String name,
      String caughtBy,
      Function<TreeMap<Long, JournalEntry>, InMemoryJournal> journal) {
    Set<Integer> rules =
        Arrays.stream(caughtBy.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    return new JournalFault(name, rules, journal);
  }

  static JournalFault named(String name) {
    return Stream.concat(Stream.of(NONE), all())
        .filter(fault -> fault.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  static Stream<JournalFault> all() {
    return JournalFaults.all().stream();
  }

  @Override
  public String toString() {
    return name;
  }
}
