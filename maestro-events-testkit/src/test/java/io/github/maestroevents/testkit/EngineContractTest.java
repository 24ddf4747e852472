package io.github.maestroevents.testkit;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.util.List;

/** The delivery engine is a publisher too; its own module cannot depend on this one. */
class EngineContractTest extends NotificationPublisherContract {

  private final InMemoryPublisher adapter = new InMemoryPublisher();

  @Override
  protected MaestroNotificationPublisher createPublisher() {
    return NonBlockingNotificationPublisher.wrap(adapter);
  }

  @Override
  protected List<ReceivedEvent> received() {
    return List.copyOf(adapter.destination);
  }
}
