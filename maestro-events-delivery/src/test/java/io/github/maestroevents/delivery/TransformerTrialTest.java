package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.event.MaestroEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transformer that cannot be tried, since it waits for the thread that builds the publisher. */
@Timeout(60)
class TransformerTrialTest {

  private static final List<String> TRIED = new CopyOnWriteArrayList<>();

  private final FakeBatchPublisher sink = new FakeBatchPublisher();

  @Test
  void trialThatWaitsForALockOfTheBuilder_isLeftAlone_andDoesNothingLater() throws Exception {
    Object lock = new Object();
    List<String> tried = new CopyOnWriteArrayList<>();
    EventTransformer transformer =
        (event, attributes) -> {
          synchronized (lock) {
            tried.add(Thread.currentThread().getName());
            return attributes;
          }
        };
    try (LogCapture log = LogCapture.of(EventTransformer.class)) {
      NonBlockingNotificationPublisher publisher;
      synchronized (lock) {
        publisher = builder().transformer(transformer).build();
      }
      try (publisher) {
        requireToldOnce(log);
        requireOneCallAtMost(tried);
        requireDelivery(publisher);
      }
    }
  }

  @Test
  void trialThatWaitsForAStaticInitializerOfTheBuilder_isLeftAlone_andDoesNothingLater()
      throws Exception {
    try (LogCapture log = LogCapture.of(EventTransformer.class);
        NonBlockingNotificationPublisher publisher = HostThatBuildsWhenItIsLoaded.publisher()) {
      requireToldOnce(log);
      requireOneCallAtMost(TRIED);
      requireDelivery(publisher);
    }
  }

  private static void requireToldOnce(LogCapture log) {
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("'kafka'", "was not tried", "longer than 1000 ms", "waits for the thread");
  }

  /** The one that waited, if the trial got that far in time; it cannot be called back. */
  private static void requireOneCallAtMost(List<String> tried) {
    Deadline.await("the trial ends", () -> liveThreads().noneMatch(TransformerTrialTest::isTrial));
    assertThat(tried.stream().filter(TransformerTrialTest::isTrial)).hasSizeLessThanOrEqualTo(1);
  }

  private static Stream<String> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  private static boolean isTrial(String threadName) {
    return threadName.endsWith("kafka-trial");
  }

  private static void requireDelivery(NonBlockingNotificationPublisher publisher) {
    publisher.send(event("run", 1));
    assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
  }

  private NonBlockingPublisherBuilder builder() {
    return NonBlockingNotificationPublisher.builder(sink).name("kafka");
  }

  /** As many hosts do: a publisher in a static field. */
  private static final class HostThatBuildsWhenItIsLoaded {

    private static final NonBlockingNotificationPublisher PUBLISHER =
        NonBlockingNotificationPublisher.builder(new FakeBatchPublisher())
            .name("kafka")
            .transformer((event, attributes) -> transform(event, attributes))
            .build();

    static NonBlockingNotificationPublisher publisher() {
      return PUBLISHER;
    }

    private static Map<String, String> transform(
        MaestroEvent event, Map<String, String> attributes) {
      TRIED.add(Thread.currentThread().getName());
      Map<String, String> changed = new HashMap<>(attributes);
      changed.put("tenant", String.valueOf(event.workflowId()));
      return changed;
    }
  }
}
