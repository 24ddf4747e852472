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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

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

  private static final Setting PATIENCE =
      Setting.duration(
              "request-timeout", "How long it waits.", Duration.ofSeconds(1), Duration.ofDays(1))
          .withDefault("10s");

  /** As Kafka's. */
  private static final Setting CLIENT =
      Setting.clientProperties("kafka", "Of its client.", Set.of("acks"))
          .showing(Map.of("acks", Pattern.compile("[01]")));

  private static final Setting BEAN = Setting.text("desk-bean", "A Desk of the host's.").shown();

  /** What only a host has. */
  interface Desk {
    void write();
  }

  @Override
  public String type() {
    return "scripted";
  }

  @Override
  public List<Setting> settings() {
    return List.of(ANSWER, TOKEN, ROOM, PAPER, PATIENCE, CLIENT, BEAN);
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    if (desk(settings).isEmpty() && settings.text(BEAN).isPresent()) {
      return Map.of(BEAN.name(), "is not there");
    }
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
    var unused = desk(settings);
    return new Publisher(settings.text(ANSWER).orElse("delivered"));
  }

  private static Optional<Desk> desk(ProviderSettings settings) {
    return settings.text(BEAN).flatMap(name -> settings.hostObject(Desk.class, name));
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
