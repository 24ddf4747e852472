package io.github.maestroevents.config;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Skeleton: the signatures that others build on. */
public final class MaestroEvents {
  private MaestroEvents() {}

  public static ConfiguredPublisher open(Map<String, String> settings) {
    throw new UnsupportedOperationException();
  }

  public static ConfiguredPublisher open(Properties settings) {
    throw new UnsupportedOperationException();
  }

  public static ConfiguredPublisher open(Path file) {
    throw new UnsupportedOperationException();
  }

  public static MaestroEventsBuilder builder() {
    throw new UnsupportedOperationException();
  }
}
