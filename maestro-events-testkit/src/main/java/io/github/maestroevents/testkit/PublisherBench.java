package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * One publisher under test and its destination, for the length of one rule. Every call into the
 * publisher has a deadline. Confined to the thread of the test.
 */
final class PublisherBench implements AutoCloseable {

  final MaestroNotificationPublisher publisher;
  final BoundedCalls calls;
  final Duration patience;
  private final Set<Capability> capabilities;
  private final Callable<List<ReceivedEvent>> destination;
  private boolean closedByTheRule;

  PublisherBench(
      MaestroNotificationPublisher publisher,
      BoundedCalls calls,
      Duration patience,
      Set<Capability> capabilities,
      Callable<List<ReceivedEvent>> destination) {
    this.publisher = publisher;
    this.calls = calls;
    this.patience = patience;
    this.capabilities = capabilities;
    this.destination = destination;
  }

  /** Skips the rule, visibly, for a publisher without the capability. */
  void needs(Capability capability) {
    assumeTrue(capabilities.contains(capability), () -> "does not declare " + capability);
  }

  boolean has(Capability capability) {
    return capabilities.contains(capability);
  }

  /** Sends one event and expects it to be accepted. */
  void send(MaestroEvent event) {
    calls.within(patience, "send", () -> publisher.send(event));
  }

  /** Closes the publisher, which must take no longer than the patience of the test. */
  void closePublisher() {
    closedByTheRule = true;
    calls.within(patience, "close", publisher::close);
  }

  /** What arrived so far, in order. */
  List<ReceivedEvent> received() {
    return calls.within(patience, "Reading the destination", destination);
  }

  /** Waits for as many events, and returns what arrived even when that is fewer. */
  List<ReceivedEvent> awaitReceived(int events) {
    return calls.readUntil(patience, destination, received -> received.size() >= events);
  }

  /** Each event has arrived exactly once, and nothing else has; skipped where nobody can look. */
  void assertArrivedOnce(List<EncodedEvent> events) {
    if (!has(Capability.OBSERVABLE_DESTINATION)) {
      return;
    }
    List<ReceivedEvent> arrived = awaitReceived(events.size());
    assertThat(bodiesOf(arrived))
        .as("bodies at the destination")
        .containsExactlyInAnyOrderElementsOf(bodies(events));
  }

  /** Each of the events has arrived; others may have. */
  void assertArrived(List<EncodedEvent> events) {
    List<String> expected = bodies(events);
    List<ReceivedEvent> arrived =
        calls.readUntil(
            patience, destination, received -> bodiesOf(received).containsAll(expected));
    assertThat(bodiesOf(arrived)).as("bodies at the destination").containsAll(expected);
  }

  /** The bodies as text that differs when, and only when, the bytes do. */
  static List<String> bodiesOf(List<ReceivedEvent> events) {
    return events.stream().map(event -> body(event.payload())).toList();
  }

  static List<String> bodies(List<EncodedEvent> events) {
    return events.stream().map(event -> body(event.payload())).toList();
  }

  static List<EncodedEvent> encoded(List<MaestroEvent> events) {
    return events.stream().map(EncodedEvent::of).toList();
  }

  private static String body(byte[] payload) {
    return new String(payload, StandardCharsets.ISO_8859_1);
  }

  /**
   * Ends the rule and closes the publisher, unless the rule has; one that hangs on close is left to
   * its daemon thread.
   */
  @Override
  public void close() {
    try {
      if (!closedByTheRule) {
        closePublisher();
      }
    } finally {
      calls.close();
    }
  }
}
