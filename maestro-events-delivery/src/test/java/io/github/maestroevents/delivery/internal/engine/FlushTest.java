package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.spi.BatchResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a caller of flush is told, turn by turn. */
class FlushTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher().hold();
  private final EngineUnderTest engine = EngineUnderTest.with(publisher).start();

  @Test
  void flush_isTrue_whenAllWasDelivered() {
    engine.send(event("a", 1)).turn();
    FlushBarrier barrier = flush();
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(barrier.await(0).allDelivered()).isTrue();
  }

  @Test
  void flush_isFalse_whenAnEventIsDeadLetteredInTheNextTurn() {
    engine.send(event("a", 1)).turn();
    FlushBarrier barrier = flush();
    publisher.open.remove().complete(BatchResult.all(1, rejected(new IOException("no"))));
    engine.turn();
    assertThat(engine.deadLetters).hasSize(1);
    assertThat(barrier.await(0).allDelivered()).isFalse();
  }

  @Test
  void flush_isTrue_whenTheDeadLettersWereBefore() {
    engine.send(event("a", 1)).turn();
    publisher.open.remove().complete(BatchResult.all(1, rejected(new IOException("no"))));
    engine.turn();
    FlushBarrier barrier = flush();
    engine.turn();
    assertThat(barrier.await(0).allDelivered()).isTrue();
  }

  @Test
  void flush_waitsForEveryEventBeforeIt_alsoForThoseInTheQueue() {
    engine.send(event("a", 1)).turn().send(event("a", 2));
    FlushBarrier barrier = flush();
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(barrier.await(0).allDelivered()).isFalse();
  }

  @Test
  void flush_sendsPartialBatchesAtOnce() {
    engine.turn().send(event("a", 1));
    flush();
    engine.turn();
    assertThat(publisher.batches).hasSize(1);
  }

  private FlushBarrier flush() {
    FlushBarrier barrier =
        new FlushBarrier(engine.intake.accepted(), engine.stats().deadLettered());
    engine.loop.flush(barrier);
    return barrier;
  }
}
