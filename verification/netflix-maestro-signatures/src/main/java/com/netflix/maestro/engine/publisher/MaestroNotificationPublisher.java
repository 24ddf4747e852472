package com.netflix.maestro.engine.publisher;

import com.netflix.maestro.models.events.MaestroEvent;

/** What the server calls for each event. */
@FunctionalInterface
public interface MaestroNotificationPublisher {

  void send(MaestroEvent event);
}
