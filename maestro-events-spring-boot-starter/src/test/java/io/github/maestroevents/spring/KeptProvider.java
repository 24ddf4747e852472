package io.github.maestroevents.spring;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The type {@code kept}: keeps what it is sent, by the name of the destination. */
public final class KeptProvider implements PublisherProvider {

  private static final Map<String, Queue<MaestroEvent>> KEPT = new ConcurrentHashMap<>();

  /** What has arrived since the last call, and forgets it. */
  static List<MaestroEvent> take(String destination) {
    Queue<MaestroEvent> kept = KEPT.remove(destination);
    return kept == null ? List.of() : List.copyOf(kept);
  }

  @Override
  public String type() {
    return "kept";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    String destination = settings.destination();
    return new MaestroNotificationPublisher() {
      @Override
      public void send(MaestroEvent event) {
        KEPT.computeIfAbsent(destination, name -> new ConcurrentLinkedQueue<>()).add(event);
      }
    };
  }
}
