package io.github.maestroevents.drills.engine;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Destinations that tell the {@link Fates} what they took. */
enum RacedSink {
  /** Answers on the delivery thread. */
  PROMPT {
    @Override
    MaestroNotificationPublisher publisher(Fates fates) {
      return batch(events -> CompletableFuture.completedFuture(take(fates, events)));
    }
  },
  /** Answers on another thread. */
  ASYNCHRONOUS {
    @Override
    MaestroNotificationPublisher publisher(Fates fates) {
      return batch(events -> CompletableFuture.supplyAsync(() -> take(fates, events)));
    }
  },
  /** Refuses every third event for good. */
  REJECTING {
    @Override
    MaestroNotificationPublisher publisher(Fates fates) {
      return batch(events -> CompletableFuture.completedFuture(takeTwoOfThree(fates, events)));
    }
  },
  /** Takes nothing and never answers. */
  HANGING {
    @Override
    MaestroNotificationPublisher publisher(Fates fates) {
      return batch(events -> new CompletableFuture<>());
    }
  },
  /** Takes one event a call, on worker threads. */
  PLAIN {
    @Override
    MaestroNotificationPublisher publisher(Fates fates) {
      return fates::delivered;
    }
  };

  abstract MaestroNotificationPublisher publisher(Fates fates);

  private static BatchResult take(Fates fates, List<EncodedEvent> events) {
    events.forEach(fates::delivered);
    return BatchResult.allDelivered(events.size());
  }

  private static BatchResult takeTwoOfThree(Fates fates, List<EncodedEvent> events) {
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    for (EncodedEvent event : events) {
      if (event.id().hashCode() % 3 == 0) {
        outcomes.add(DeliveryOutcome.rejected(new IllegalArgumentException("poison")));
      } else {
        fates.delivered(event);
        outcomes.add(DeliveryOutcome.delivered());
      }
    }
    return new BatchResult(outcomes);
  }

  private static BatchNotificationPublisher batch(
      Function<List<EncodedEvent>, CompletionStage<BatchResult>> answer) {
    return new BatchNotificationPublisher() {
      @Override
      public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
        return answer.apply(events);
      }

      @Override
      public BatchLimits limits() {
        return BatchLimits.ofEvents(500);
      }
    };
  }
}
