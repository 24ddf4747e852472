package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.List;

/** Of a type that nobody provides; never asked to make anything. */
final class NoProvider implements PublisherProvider {

  @Override
  public String type() {
    return "";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    throw new IllegalStateException("no provider");
  }
}
