package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.Capability.OBSERVABLE_DESTINATION;
import static io.github.maestroevents.testkit.Capability.REFUSES_AFTER_CLOSE;
import static io.github.maestroevents.testkit.PublisherBench.bodies;
import static io.github.maestroevents.testkit.PublisherBench.bodiesOf;
import static io.github.maestroevents.testkit.PublisherBench.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules that every {@link MaestroNotificationPublisher} keeps, as JUnit tests. Extend it, give
 * a publisher and a way to read its destination, and run the class.
 *
 * <pre>{@code
 * class AuditPublisherTest extends NotificationPublisherContract {
 *   private final List<ReceivedEvent> log = new CopyOnWriteArrayList<>();
 *
 *   @Override
 *   protected MaestroNotificationPublisher createPublisher() {
 *     return new AuditPublisher(json -> log.add(ReceivedEvent.of(json)));
 *   }
 *
 *   @Override
 *   protected List<ReceivedEvent> received() {
 *     return log;
 *   }
 * }
 * }</pre>
 *
 * <p>The rules are final: a publisher that breaks one cannot override it away, only declare fewer
 * {@linkplain #capabilities() capabilities} where the rule is optional. The text of each rule, why
 * it exists and what a violation does stand under its number in {@code docs/publisher-contract.md}.
 */
public abstract class NotificationPublisherContract {

  /** How long a call, or an event on its way, may take in seconds: {@value}. */
  public static final int DEFAULT_PATIENCE_SECONDS = 10;

  private static final int CALLERS = 8;
  private static final int EVENTS_PER_CALLER = 25;

  private @Nullable PublisherBench bench;

  /** For subclasses. */
  protected NotificationPublisherContract() {}

  /**
   * A new publisher with a destination that is up and empty. Called at most once per rule, after
   * the {@code @BeforeEach} methods of the subclass; the contract closes the publisher.
   */
  protected abstract MaestroNotificationPublisher createPublisher() throws Exception;

  /**
   * What has arrived at the destination since {@link #createPublisher}, in the order of arrival.
   * Called repeatedly, from other threads than the test's, also after the publisher was closed; may
   * block for a moment.
   */
  protected List<ReceivedEvent> received() throws Exception {
    throw new UnsupportedOperationException(
        "Override received(), or declare capabilities() without " + OBSERVABLE_DESTINATION);
  }

  /** What the publisher and this test can do; everything, unless overridden. */
  protected Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /** How long a call, or an event on its way, may take; {@value #DEFAULT_PATIENCE_SECONDS} s. */
  protected Duration patience() {
    return Duration.ofSeconds(DEFAULT_PATIENCE_SECONDS);
  }

  @Test
  public final void rule101_send_throwsNullPointerException_whenEventIsNull() {
    PublisherBench bench = bench();

    assertThatThrownBy(() -> bench.send(nothing())).isInstanceOf(NullPointerException.class);

    MaestroEvent next = TestEvents.event();
    bench.send(next);
    bench.assertArrivedOnce(encoded(List.of(next)));
  }

  @Test
  public final void rule102_send_deliversEachEventOnce() {
    PublisherBench bench = bench();
    bench.needs(OBSERVABLE_DESTINATION);
    List<MaestroEvent> events = TestEvents.ofOneRun(10);

    events.forEach(bench::send);

    bench.awaitReceived(events.size());
    bench.closePublisher(); // a second copy still on its way arrives now
    assertThat(bodiesOf(bench.received()))
        .as("bodies at the destination")
        .containsExactlyInAnyOrderElementsOf(bodies(encoded(events)));
  }

  @Test
  public final void rule103_send_losesNothing_whenManyThreadsSend() {
    PublisherBench bench = bench();
    List<MaestroEvent> events = TestEvents.ofManyRuns(CALLERS * EVENTS_PER_CALLER);

    List<SendAttempt> attempts =
        bench
            .calls
            .together(bench.patience, "Sending from many threads", senders(bench, events, () -> {}))
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(attempts).as("refused").filteredOn(attempt -> !attempt.accepted()).isEmpty();
    bench.assertArrivedOnce(encoded(events));
  }

  @Test
  public final void rule104_send_leavesTheBodyAsItIs() {
    PublisherBench bench = bench();
    bench.needs(OBSERVABLE_DESTINATION);
    MaestroEvent event = TestEvents.event();

    bench.send(event);

    assertThat(bodiesOf(bench.awaitReceived(1))).isEqualTo(bodies(encoded(List.of(event))));
  }

  @Test
  public final void rule105_send_keepsTheInterruptFlag_whenCallerIsInterrupted() {
    PublisherBench bench = bench();

    boolean stillInterrupted =
        bench.calls.within(
            bench.patience,
            "send on an interrupted thread",
            () -> {
              Thread.currentThread().interrupt();
              SendAttempt unused = SendAttempt.of(bench.publisher, TestEvents.event());
              return Thread.interrupted();
            });

    assertThat(stillInterrupted).as("the interrupt flag after send").isTrue();
    bench.send(TestEvents.event()); // and the publisher still works
  }

  @Test
  public final void rule111_close_isIdempotent() {
    PublisherBench bench = bench();
    MaestroEvent event = TestEvents.event();
    bench.send(event);

    bench.closePublisher();
    bench.closePublisher();
    List<Boolean> unused =
        bench.calls.together(
            bench.patience,
            "close from many threads",
            Collections.nCopies(CALLERS, closing(bench.publisher)));

    bench.assertArrivedOnce(encoded(List.of(event)));
  }

  @Test
  public final void rule112_close_losesNoAcceptedEvent_whenSendsAreRunning() throws Exception {
    PublisherBench bench = bench();
    List<MaestroEvent> events = TestEvents.ofManyRuns(CALLERS * EVENTS_PER_CALLER);
    CountDownLatch underWay = new CountDownLatch(CALLERS); // until as many events are sent

    List<Future<List<SendAttempt>>> sending =
        bench.calls.startTogether(senders(bench, events, underWay::countDown));
    boolean unused =
        underWay.await(TimeUnit.NANOSECONDS.convert(bench.patience), TimeUnit.NANOSECONDS);
    bench.closePublisher();

    List<MaestroEvent> accepted = new ArrayList<>();
    for (Future<List<SendAttempt>> result : sending) {
      BoundedCalls.resultOf(result, bench.patience, "A send that met close").stream()
          .filter(SendAttempt::accepted)
          .map(SendAttempt::event)
          .forEach(accepted::add);
    }
    if (bench.has(OBSERVABLE_DESTINATION)) {
      bench.assertArrived(encoded(accepted));
    }
  }

  @Test
  public final void rule113_send_saysThatThePublisherIsClosed_afterClose() {
    PublisherBench bench = bench();
    bench.needs(REFUSES_AFTER_CLOSE);
    MaestroEvent before = TestEvents.event();
    bench.send(before);
    bench.closePublisher();

    assertThatThrownBy(() -> bench.send(TestEvents.event()))
        .isInstanceOf(PublisherClosedException.class);

    bench.assertArrivedOnce(encoded(List.of(before)));
  }

  @Test
  public final void rule114_close_leavesNoThreadBehind() {
    PublisherBench bench = bench();
    bench.send(TestEvents.event());

    bench.closePublisher();

    List<Thread> left =
        bench.calls.readUntil(bench.patience, bench.calls::startedThreads, List::isEmpty);
    assertThat(left).as("threads alive after close").isEmpty();
  }

  /** The bench of this rule; made when first asked for, so after the set-up of the subclass. */
  final PublisherBench bench() {
    PublisherBench present = bench;
    if (present == null) {
      BoundedCalls calls = new BoundedCalls();
      present =
          new PublisherBench(
              calls.within(patience(), "createPublisher", this::createPublisher),
              calls,
              patience(),
              capabilities(),
              this::received);
      bench = present;
    }
    return present;
  }

  /** Closes the publisher of this rule; JUnit calls it. */
  @AfterEach
  protected final void closeBench() {
    PublisherBench used = bench;
    bench = null;
    if (used != null) {
      used.close();
    }
  }

  private static List<Callable<List<SendAttempt>>> senders(
      PublisherBench bench, List<MaestroEvent> events, Runnable afterEach) {
    List<Callable<List<SendAttempt>>> senders = new ArrayList<>();
    for (int from = 0; from < events.size(); from += EVENTS_PER_CALLER) {
      List<MaestroEvent> share = events.subList(from, from + EVENTS_PER_CALLER);
      senders.add(
          () ->
              share.stream()
                  .map(
                      event -> {
                        SendAttempt attempt = SendAttempt.of(bench.publisher, event);
                        afterEach.run();
                        return attempt;
                      })
                  .toList());
    }
    return senders;
  }

  private static Callable<Boolean> closing(MaestroNotificationPublisher publisher) {
    return () -> {
      publisher.close();
      return true;
    };
  }

  // What a host written without NullAway passes.
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
