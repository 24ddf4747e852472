package io.github.maestroevents.cli;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The type {@code scripted}, as a user's provider is: it answers as it is told to. */
public final class ScriptedProvider implements PublisherProvider {

  /** What came, in order. */
  static final List<EncodedEvent> SENT = new ArrayList<>();

  private static final Setting ANSWER =
      Setting.choice(
              "answer", "What it answers.", List.of("delivered", "refused", "later", "nothing"))
          .withDefault("delivered");

  private static final Setting TOKEN = Setting.secret("token", "A secret.");

  /** Its name ends like that of the type of a destination. */
  private static final Setting PAPER = Setting.text("paper.type", "On what.").shown();

  private static final Setting ROOM = Setting.text("room", "Where to.").shown();

  @Override
  public String type() {
    return "scripted";
  }

  @Override
  public List<Setting> settings() {
    return List.of(ANSWER, TOKEN, ROOM, PAPER);
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    return settings.text(ROOM).filter("nowhere"::equals).isPresent()
        ? Map.of("room", "is nowhere")
        : Map.of();
  }

  @Override
  public Optional<String> target(ProviderSettings settings, EncodedEvent event) {
    return settings.text(ROOM).map(room -> "room " + room);
  }

  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    return new Publisher(settings.text(ANSWER).orElse("delivered"));
  }

  private record Publisher(String answer) implements BatchNotificationPublisher {

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      SENT.addAll(batch);
      return answer.equals("nothing")
          ? new CompletableFuture<>()
          : CompletableFuture.completedFuture(
              new BatchResult(batch.stream().map(event -> outcome()).toList()));
    }

    private DeliveryOutcome outcome() {
      return switch (answer) {
        case "refused" ->
            new DeliveryOutcome.Rejected(new IllegalArgumentException("no such room"));
        case "later" -> DeliveryOutcome.retryLater(new IllegalStateException("come back later"));
        default -> DeliveryOutcome.delivered();
      };
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(10);
    }

    @Override
    public void close() {}
  }
}
