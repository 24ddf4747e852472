package io.github.maestroevents.noop;

import ch.qos.logback.classic.Level;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.testkit.NotificationPublisherContract;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The log is the destination: the body of an event is what stands behind {@code body=}. */
class NoOpNotificationPublisherContractTest extends NotificationPublisherContract {

  private static final String BODY = " body=";

  private final LoggedLines log = new LoggedLines(Level.DEBUG);

  @Override
  protected MaestroNotificationPublisher createPublisher() {
    return NoOpNotificationPublisher.builder().loggerName(log.loggerName()).build();
  }

  @Override
  protected List<ReceivedEvent> received() {
    return log.at(Level.DEBUG).stream()
        .map(line -> line.substring(line.indexOf(BODY) + BODY.length()))
        .map(body -> ReceivedEvent.of(body.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
