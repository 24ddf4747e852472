package io.github.maestroevents.testkit;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to be a broken publisher, and the numbers of exactly those rules that catch it. */
record Fault(String name, Set<Integer> caughtBy, Supplier<InMemoryPublisher> publisher) {

  /** A publisher that keeps every rule. */
  static final Fault NONE = new Fault("is correct", Set.of(), InMemoryPublisher::new);

  static Fault fault(String name, String caughtBy, Supplier<InMemoryPublisher> publisher) {
    Set<Integer> rules =
        Arrays.stream(caughtBy.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    return new Fault(name, rules, publisher);
  }

  static Stream<Fault> all() {
    return Stream.of(PublisherFaults.all(), BatchFaults.all()).flatMap(faults -> faults.stream());
  }

  static Fault named(String name) {
    return Stream.concat(Stream.of(NONE), all())
        .filter(fault -> fault.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
