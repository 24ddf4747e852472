package io.github.maestroevents.examples.custom;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The type {@code directory} of a configuration. */
public final class DirectoryPublisherProvider implements PublisherProvider {

  private static final Setting PATH =
      Setting.text("path", "The directory that gets a file for each event.").shown().required();

  @Override
  public String type() {
    return "directory";
  }

  @Override
  public List<Setting> settings() {
    return List.of(PATH);
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    return Files.isDirectory(path(settings)) ? Map.of() : Map.of("path", "is no directory");
  }

  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    return new DirectoryNotificationPublisher(path(settings));
  }

  private static Path path(ProviderSettings settings) {
    return Path.of(settings.text(PATH).orElse(""));
  }
}
