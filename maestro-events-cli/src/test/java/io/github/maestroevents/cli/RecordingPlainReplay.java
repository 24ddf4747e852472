package io.github.maestroevents.cli;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a publisher of events, not of bytes, that remembers them. */
public final class RecordingPlainReplay implements ReplayPublisherFactory {

  static final List<MaestroEvent> EVENTS = new ArrayList<>();

  @Override
  public MaestroNotificationPublisher create(Map<String, String> settings) {
    return EVENTS::add;
  }
}
