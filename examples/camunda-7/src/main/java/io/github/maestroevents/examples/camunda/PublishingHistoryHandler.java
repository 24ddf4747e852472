package io.github.maestroevents.examples.camunda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.HostEvent;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes starts and ends out of Camunda's history, a transaction's when it has committed.
 * Whatever fails here is logged; the engine goes on.
 */
public final class PublishingHistoryHandler implements HistoryEventHandler {

  private static final Logger log = LoggerFactory.getLogger(PublishingHistoryHandler.class);

  private final MaestroNotificationPublisher publisher;
  private final String source;

  /**
   * Publishes under this source, such as {@code /camunda/prod}; the publisher stays the host's.
   *
   * @throws IllegalArgumentException if the source is no URI reference in ASCII
   */
  public PublishingHistoryHandler(MaestroNotificationPublisher publisher, String source) {
    this.publisher = publisher;
    this.source = HostEvent.builder("a", "trial").source(source).build().source();
  }

  /** Inside the transaction. What is rolled back has not happened, and nobody hears of it. */
  @Override
  public void handleEvent(HistoryEvent event) {
    try {
      if (isStartOrEnd(event)) {
        HostEvent hosts = hostEvent(event);
        Context.getCommandContext()
            .getTransactionContext()
            .addTransactionListener(TransactionState.COMMITTED, committed -> publish(hosts));
      }
    } catch (RuntimeException e) { // nothing about an event is worth the instance
      log.error("{} {} is not published", event.getEventType(), event.getId(), e);
    }
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  /** Of processes and activities. The history has more to tell of them, such as migrations. */
  private static boolean isStartOrEnd(HistoryEvent event) {
    return (event instanceof HistoricProcessInstanceEventEntity
            || event instanceof HistoricActivityInstanceEventEntity)
        && (event.getEventType().equals("start") || event.getEventType().equals("end"));
  }

  private HostEvent hostEvent(HistoryEvent event) {
    String what = event instanceof HistoricActivityInstanceEventEntity ? "activity" : "process";
    String instance = event.getProcessInstanceId();
    String activity =
        event instanceof HistoricActivityInstanceEventEntity a ? "/" + a.getActivityId() : "";
    String type = "org.camunda." + what + "." + event.getEventType();
    return HostEvent.builder(type, id(event.getId(), what + "/" + event.getEventType()))
        .source(source)
        .subject(instance + activity)
        .orderingKey(instance)
        .time(Instant.now())
        .terminal(type.equals("org.camunda.process.end"))
        .json(
            JsonNodeFactory.instance
                .objectNode()
                .put("processDefinition", event.getProcessDefinitionId())
                .toString())
        .build();
  }

  /**
   * An instance, of a process or of an activity, starts once and ends once: that is the id. Camunda
   * takes the id of an activity into that of its instance, and BPMN allows any letters there.
   */
  private static String id(String instance, String what) {
    String id = URLEncoder.encode(instance, UTF_8) + "/" + what;
    return id.length() <= EventId.MAX_CHARS
        ? id
        : UUID.nameUUIDFromBytes(instance.getBytes(UTF_8)) + "/" + what;
  }

  /** After the commit it is too late to fail. */
  private void publish(HostEvent event) {
    try {
      publisher.send(event);
    } catch (RuntimeException e) { // closed, or full: the publisher has not taken the event
      log.error("{} is not published", event, e);
    }
  }
}
