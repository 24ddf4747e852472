package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishers that are not batch publishers: lambdas, and whatever blocks its caller. */
class PlainPublisherTest {

  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private NonBlockingNotificationPublisher publisher;

  @AfterEach
  void statsAddUp() {
    publisher.close();
    assertThat(publisher.stats().balanced()).as("%s", publisher.stats()).isTrue();
    assertThat(publisher.stats().undelivered()).isZero();
  }

  @Test
  void maxBytes_boundsWhatIsHeld_forALambdaToo() {
    CountDownLatch release = new CountDownLatch(1);
    publisher =
        NonBlockingNotificationPublisher.builder(event -> Deadline.await(release))
            .inFlight(InFlightPolicy.defaults().withMaxBytes(1000))
            .build();
    for (int i = 0; i < 50; i++) {
      publisher.send(event("k" + i, 1));
    }
    Deadline.await("as much held as may be", () -> publisher.stats().heldBytes() >= 1000);
    assertThat(publisher.stats().heldBytes()).isLessThan(3000);
    assertThat(publisher.stats().queued()).isPositive();
    release.countDown();
    assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    assertThat(publisher.stats().heldBytes()).isZero();
  }

  @Test
  void lambda_receivesTheEventItself_onAWorkerThread() {
    List<MaestroEvent> received = new CopyOnWriteArrayList<>();
    List<String> threads = new CopyOnWriteArrayList<>();
    wrap(
        event -> {
          received.add(event);
          threads.add(Thread.currentThread().getName());
        });
    MaestroEvent event = event("a", 1);
    publisher.send(event);
    flush();
    assertThat(received).containsExactly(event);
    assertThat(received.get(0)).isSameAs(event);
    assertThat(threads.get(0)).startsWith("maestro-events-publisher-worker-");
  }

  @Test
  void eventsOfAKey_areSentInOrder_oneAfterTheOther() {
    Map<String, List<String>> received = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    AtomicBoolean overlapped = new AtomicBoolean();
    wrap(
        event -> {
          AtomicInteger sameKey =
              inside.computeIfAbsent(event.workflowId(), key -> new AtomicInteger());
          overlapped.compareAndSet(false, sameKey.incrementAndGet() > 1);
          received
              .computeIfAbsent(event.workflowId(), key -> new CopyOnWriteArrayList<>())
              .add(Events.name(event));
          sameKey.decrementAndGet();
        });
    for (int i = 0; i < 300; i++) {
      publisher.send(event("k" + i % 3, i));
    }
    flush();
    assertThat(overlapped).isFalse();
    received.values().forEach(names -> assertThat(names).hasSize(100));
    received.forEach(
        (key, names) ->
            assertThat(names.stream().map(n -> Integer.valueOf(n.split("/")[1]))).isSorted());
  }

  @Test
  void keyThatBlocks_harmsNoOtherKey() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger delivered = new AtomicInteger();
    wrap(
        event -> {
          if ("stuck".equals(event.workflowId())) {
            Deadline.await(release);
          } else {
            delivered.incrementAndGet();
          }
        });
    publisher.send(event("stuck", 1));
    publisher.send(event("stuck", 2));
    for (int i = 0; i < 100; i++) {
      publisher.send(event("free", i));
    }
    Deadline.await("the free key delivered", () -> delivered.get() == 100);
    release.countDown();
    flush();
  }

  @Test
  void verdict_followsTheException() {
    AtomicInteger calls = new AtomicInteger();
    wrap(
        event -> {
          calls.incrementAndGet();
          switch (event.workflowId()) {
            case "poison" -> throw new PermanentDeliveryException("never");
            case "closed" -> throw new PublisherClosedException("gone");
            case "busy" -> {
              if (calls.get() < 5) {
                throw new RetryableDeliveryException("later");
              }
            }
            case "error" -> {
              if (calls.get() < 8) {
                throw new StackOverflowError();
              }
            }
            default -> throw new AssertionError(event);
          }
        });
    publisher.send(event("poison", 1));
    publisher.send(event("closed", 1));
    Deadline.await("two dead letters", () -> deadLetters.size() == 2);
    publisher.send(event("busy", 1));
    publisher.send(event("error", 1));
    Deadline.await("the others delivered", () -> publisher.stats().delivered() == 2);
    assertThat(deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.REJECTED);
    assertThat(deadLetters).allSatisfy(letter -> assertThat(letter.id()).isNotNull());
  }

  @Test
  void callThatOutlastsItsTime_isInterrupted_andTheEventRetried() {
    FakeClock clock = new FakeClock();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean interrupted = new AtomicBoolean();
    publisher =
        NonBlockingNotificationPublisher.builder(
                event -> {
                  if (calls.incrementAndGet() == 1) {
                    try {
                      inside.countDown();
                      never.await();
                    } catch (InterruptedException e) {
                      interrupted.set(true);
                      throw new RetryableDeliveryException("interrupted", e);
                    }
                  }
                })
            .clock(clock)
            .batchTimeout(Duration.ofHours(1))
            .retry(RetryPolicy.defaults().withMaxAge(Duration.ofDays(1)))
            .build();
    publisher.send(event("a", 1));
    Deadline.await("taken up", () -> tickUntil(clock, inside));
    clock.advance(Duration.ofHours(1));
    Deadline.await(
        "delivered",
        () -> {
          clock.advance(Duration.ofMillis(10));
          return publisher.stats().delivered() == 1;
        });
    Deadline.await("interrupted", interrupted::get); // on a thread of its own
    assertThat(publisher.stats().retried()).isEqualTo(1);
  }

  /** A batch goes when it has lingered by this clock. */
  private static boolean tickUntil(FakeClock clock, CountDownLatch reached) {
    clock.advance(Duration.ofMillis(1));
    return reached.getCount() == 0;
  }

  @Test
  void workers_areBounded_whenEveryCallHangs() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    publisher =
        NonBlockingNotificationPublisher.builder(
                event -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  boolean waits = true;
                  while (waits) { // deaf to interrupts, like a socket read
                    try {
                      release.await();
                      waits = false;
                    } catch (InterruptedException ignored) {
                      waits = true;
                    }
                  }
                  inside.decrementAndGet();
                })
            .inFlight(InFlightPolicy.defaults().withMaxBatches(2))
            .circuitBreaker(CircuitBreakerPolicy.disabled())
            .batchTimeout(Duration.ofMillis(10))
            .retry(RetryPolicy.defaults().withDelays(Duration.ofMillis(1), Duration.ofMillis(1)))
            .build();
    for (int i = 0; i < 20; i++) {
      publisher.send(event("k" + i, 1));
    }
    Deadline.await("calls given up", () -> publisher.stats().retried() >= 2);
    assertThat(most.get()).isLessThanOrEqualTo(2);
    release.countDown();
    flush();
  }

  private void wrap(MaestroNotificationPublisher plain) {
    publisher =
        NonBlockingNotificationPublisher.builder(plain)
            .retry(RetryPolicy.defaults().withDelays(Duration.ofMillis(1), Duration.ofMillis(2)))
            .circuitBreaker(CircuitBreakerPolicy.disabled())
            .deadLetterHandler(deadLetters::add)
            .build();
  }

  private void flush() {
    assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
  }
}
