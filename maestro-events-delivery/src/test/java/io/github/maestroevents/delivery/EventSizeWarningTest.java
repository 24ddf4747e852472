package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A destination that was set to take larger events than the publisher hands over. */
class EventSizeWarningTest {

  private record Limited(BatchLimits limits) implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }

  @Test
  void build_warnsOnce_ifTheDestinationTakesMoreThanIsLetThrough() {
    assertThat(logged(new BatchLimits(1, 10 << 20, 10 << 20), builder -> builder))
        .singleElement()
        .asString()
        .contains("wide", "10485760", "4194304", "maxEventBytes");
  }

  @Test
  void build_doesNotWarn_ifTheLimitWasSet_orTheDestinationTakesLess_orStatesNone() {
    BatchLimits wide = new BatchLimits(1, 10 << 20, 10 << 20);
    assertThat(logged(wide, builder -> builder.maxEventBytes(4 << 20))).isEmpty();
    assertThat(logged(new BatchLimits(1, 10 << 20, 4 << 20), builder -> builder)).isEmpty();
    assertThat(logged(BatchLimits.ofEvents(1), builder -> builder)).isEmpty();
  }

  private static List<String> logged(
      BatchLimits limits, UnaryOperator<NonBlockingPublisherBuilder> settings) {
    try (LogCapture log = LogCapture.of(NonBlockingNotificationPublisher.class)) {
      settings
          .apply(NonBlockingNotificationPublisher.builder(new Limited(limits)).name("wide"))
          .build()
          .close();
      return log.lines().stream().filter(line -> line.contains("set maxEventBytes")).toList();
    }
  }
}
