package io.github.maestroevents.packaging;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.util.Map;

/** A factory as a user has it, in a directory of classes that the program is told. */
public final class CountingReplay implements ReplayPublisherFactory {

  @Override
  public MaestroNotificationPublisher create(Map<String, String> settings) {
    return event -> {};
  }
}
