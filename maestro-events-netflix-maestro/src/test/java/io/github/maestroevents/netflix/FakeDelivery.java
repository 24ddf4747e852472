package io.github.maestroevents.netflix;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** An engine of which the test says what each send does, and when it ends. */
final class FakeDelivery implements DeliveringPublisher {

  final CompletableFuture<DeliveryStats> end = new CompletableFuture<>();
  private final Consumer<MaestroEvent> onSend;

  FakeDelivery(Consumer<MaestroEvent> onSend) {
    this.onSend = onSend;
  }

  static FakeDelivery throwing(Throwable thrown) {
    return new FakeDelivery(
        event -> {
          throw Sneaky.thrown(thrown);
        });
  }

  @Override
  public void send(MaestroEvent event) {
    onSend.accept(event);
  }

  @Override
  public void send(MaestroEvent event, Map<String, String> attributes) {
    onSend.accept(event);
  }

  @Override
  public CompletionStage<DeliveryStats> closeAsync() {
    return end;
  }

  @Override
  public Map<String, DeliveringPublisher> destinations() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(
      MaestroEvent event, Map<String, String> attributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FlushResult flush(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void pause() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void resume() {
    throw new UnsupportedOperationException();
  }

  @Override
  public DeliveryStats stats() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, DeliveryStats> statsByDestination() {
    throw new UnsupportedOperationException();
  }
}
