package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.MaestroEvent;
import org.junit.jupiter.api.Test;

class OverflowTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @Test
  void newestEvent_isDroppedAndCounted_whenTheQueueIsFull() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).queue(QueuePolicy.defaults().withCapacity(2)).start();
    engine.send(event("a", 1), event("a", 2), event("a", 3), event("a", 4)).turn().tick();
    assertThat(engine.stats().dropped()).isEqualTo(2);
    assertThat(engine.stats().accepted()).isEqualTo(2);
    assertThat(publisher.batches.get(0)).extracting(Events::name).containsExactly("a/1", "a/2");
  }

  @Test
  void dropListener_isToldOnceATurn() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).queue(QueuePolicy.defaults().withCapacity(2)).start();
    engine.send(event("a", 1), event("a", 2), event("a", 3), event("a", 4)).turn().turn();
    assertThat(engine.drops).containsExactly(2L);
  }

  @Test
  void dropListener_thatThrows_doesNotStopTheEngine() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .queue(QueuePolicy.defaults().withCapacity(2))
            .dropListener(
                (newly, all) -> {
                  throw new AssertionError("listener");
                })
            .start();
    engine.send(event("a", 1), event("a", 2), event("a", 3)).runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(2);
  }

  @Test
  void send_throws_whenTheQueueIsFull_underReject() {
    Intake intake = new Intake(2, true, "kafka");
    MaestroEvent event = event("a", 1);
    intake.offer(event);
    intake.offer(event);
    assertThatThrownBy(() -> intake.offer(event))
        .isInstanceOf(PublisherOverloadedException.class)
        .hasMessageContaining("'kafka'")
        .hasMessageContaining("2 events");
    assertThat(intake.rejected()).isEqualTo(1);
    assertThat(intake.accepted()).isEqualTo(2);
    assertThat(intake.dropped()).isZero();
  }

  @Test
  void capacity_isRoundedUp_toAPowerOfTwo() {
    assertThat(new Intake(1000, true, "x").capacity()).isEqualTo(1024);
  }
}
