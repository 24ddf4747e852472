package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.internal.thread.EngineThread;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.MaestroEvent;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Publishers with their real threads, among code of the host that fails. */
@Timeout(60)
class ThreadsTest {

  private static final Duration LONG = Deadline.LONG;
  private static final MaestroEvent EVENT = Events.event("a", 1);

  /** A clock that fails with an Error whenever it is read. */
  private static final DeliveryClock BROKEN =
      new DeliveryClock() {
        @Override
        public long nanoTime() {
          throw new LinkageError("The clock is broken");
        }

        @Override
        public Instant now() {
          throw new LinkageError("The clock is broken");
        }
      };

  @Test
  void events_areDelivered_andThePublisherCloses_thoughTheClockIsBroken() {
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(event -> {}).clock(BROKEN).build();
    publisher.send(EVENT);
    assertThat(publisher.flush(LONG).allDelivered()).isTrue();
    publisher.close();
    assertThat(publisher.stats().delivered()).isEqualTo(1);
  }

  @Test
  void journaledEvents_areDelivered_andThePublisherCloses_thoughTheClockIsBroken() {
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(event -> {})
            .journal(new FakeJournal())
            .acceptance(AcceptancePolicy.journaled())
            .clock(BROKEN)
            .build();
    publisher.send(EVENT);
    assertThat(publisher.flush(LONG).allDelivered()).isTrue();
    publisher.close();
    assertThat(publisher.stats().delivered()).isEqualTo(1);
  }

  @Test
  void events_areDelivered_onceTheDestinationWorks_thoughTheLogIsBroken() {
    AtomicReference<Integer> failures = new AtomicReference<>(2);
    try (LogCapture log = LogCapture.of(NonBlockingNotificationPublisher.class)) {
      log.fail();
      NonBlockingNotificationPublisher publisher =
          NonBlockingNotificationPublisher.wrap(
              event -> {
                if (failures.getAndUpdate(left -> left - 1) > 0) {
                  throw new IllegalStateException("not yet");
                }
              });
      publisher.send(EVENT);
      Deadline.await("the broken log", () -> log.failures() > 0);
      publisher.send(EVENT);
      Deadline.await("the next event", () -> publisher.stats().delivered() >= 1);
      publisher.close(Duration.ZERO);
    }
  }

  @Test
  void worker_inheritsNothing_andHasThePublishersClassLoader() throws Exception {
    AtomicReference<ClassLoader> found = new AtomicReference<>();
    AtomicReference<Boolean> ours = new AtomicReference<>();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader buildersLoader = new URLClassLoader(new URL[0])) {
      Thread.currentThread().setContextClassLoader(buildersLoader);
      NonBlockingNotificationPublisher publisher =
          NonBlockingNotificationPublisher.wrap(
              event -> {
                found.set(Thread.currentThread().getContextClassLoader());
                ours.set(EngineThread.isCurrent());
              });
      publisher.send(EVENT);
      assertThat(publisher.flush(LONG).allDelivered()).isTrue();
      publisher.close();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(found.get()).isSameAs(ThreadsTest.class.getClassLoader());
    assertThat(ours.get()).isTrue();
  }
}
