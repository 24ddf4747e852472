package io.github.maestroevents.drills.host;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.host.Ends.End;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A destination that breaks every rule of the contract but one while there is mischief: what it
 * calls delivered, it has taken. Then it behaves.
 */
final class EvilSink implements BatchNotificationPublisher {

  /** Longer than the engine waits. */
  static final Duration TOO_LONG = Duration.ofMillis(400);

  private static final int OFTEN = 3;

  private final Mischief mischief;
  private final Ends ends;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "evil-sink");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger closed = new AtomicInteger();

  EvilSink(Mischief mischief, Ends ends) {
    this.mischief = mischief;
    this.ends = ends;
  }

  @Override
  @SuppressWarnings("NullAway") // what a careless adapter may do
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    mischief.at("sink", OFTEN);
    if (!mischief.strikes(2)) {
      return CompletableFuture.supplyAsync(() -> take(batch), threads);
    }
    return switch (ThreadLocalRandom.current().nextInt(5)) {
      case 0 -> null; // a stage is due
      case 1 -> CompletableFuture.failedFuture(Mischief.any());
      case 2 -> new CompletableFuture<>(); // nobody completes it
      case 3 -> CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size() + 1));
      default -> CompletableFuture.completedFuture(null);
    };
  }

  @Override
  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    if (ThreadLocalRandom.current().nextBoolean()) {
      BatchNotificationPublisher.super.sendBatch(batch, outcomes);
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      int index = i;
      EncodedEvent event = batch.get(index);
      mischief.at("sink", 50 * batch.size());
      threads.execute(() -> answer(event, index, outcomes));
    }
  }

  private void answer(EncodedEvent event, int index, OutcomeSink outcomes) {
    try {
      if (mischief.strikes(OFTEN)) {
        answerBadly(event, index, outcomes);
      } else {
        take(event);
        outcomes.report(index, DeliveryOutcome.delivered());
        if (mischief.strikes(OFTEN)) {
          outcomes.report(index, DeliveryOutcome.retryLater(Mischief.any()));
        }
      }
    } catch (IllegalArgumentException | NullPointerException told) {
      // The engine says what it thinks of the answer; the sink does not care.
    }
  }

  private void answerBadly(EncodedEvent event, int index, OutcomeSink outcomes) {
    switch (ThreadLocalRandom.current().nextInt(6)) {
      case 0 -> outcomes.report(-1, DeliveryOutcome.retryLater(Mischief.any()));
      case 1 -> outcomes.report(index + 100_000, DeliveryOutcome.delivered());
      case 2 -> outcomes.report(index, nothing());
      case 3 -> outcomes.report(index, DeliveryOutcome.rejected(Mischief.any()));
      case 4 -> {
        take(event); // and says that it did not
        outcomes.report(index, DeliveryOutcome.retryLater(Mischief.any()));
      }
      default -> outcomes.report(index, DeliveryOutcome.retryLater(Mischief.any()).ofEvent());
    }
  }

  @SuppressWarnings("NullAway") // what a careless adapter may do
  private static DeliveryOutcome nothing() {
    return null;
  }

  /** The same in the plain form, which blocks, or leaves its thread interrupted. */
  MaestroNotificationPublisher plain() {
    return new MaestroNotificationPublisher() {
      @Override
      public void send(MaestroEvent event) {
        mischief.at("sink", OFTEN);
        if (mischief.strikes(500)) {
          Pause.of(TOO_LONG);
        }
        ends.tell(Ends.numberOf(event), End.DELIVERED);
        mischief.at("sink", 10);
        if (mischief.strikes(10)) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void close() {
        EvilSink.this.close();
      }
    };
  }

  private BatchResult take(List<EncodedEvent> batch) {
    batch.forEach(this::take);
    return BatchResult.allDelivered(batch.size());
  }

  private void take(EncodedEvent event) {
    ends.tell(Ends.numberOf(event), End.DELIVERED);
  }

  int closed() {
    return closed.get();
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(50);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    threads.shutdown();
    throw new AssertionError("a sink that cannot even be closed");
  }
}
