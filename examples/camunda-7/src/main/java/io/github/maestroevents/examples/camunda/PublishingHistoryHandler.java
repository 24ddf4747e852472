package io.github.maestroevents.examples.camunda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.HostEvent;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/** Publishes starts and ends out of Camunda's history, a transaction's when it has committed. */
public final class PublishingHistoryHandler implements HistoryEventHandler {

  private final MaestroNotificationPublisher publisher;
  private final String source;

  /** Publishes under this source, such as {@code /camunda/prod}; the publisher stays the host's. */
  public PublishingHistoryHandler(MaestroNotificationPublisher publisher, String source) {
    this.publisher = publisher;
    this.source = source;
  }

  /** Inside the transaction. What is rolled back has not happened, and nobody hears of it. */
  @Override
  public void handleEvent(HistoryEvent event) {
    boolean ofInstance = event instanceof HistoricProcessInstanceEventEntity;
    boolean ofActivity = event instanceof HistoricActivityInstanceEventEntity;
    if ((ofInstance || ofActivity) && !event.getEventType().equals("update")) {
      HostEvent hosts = hostEvent(event, ofInstance ? "process" : "activity");
      Context.getCommandContext()
          .getTransactionContext()
          .addTransactionListener(TransactionState.COMMITTED, committed -> publisher.send(hosts));
    }
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  /** An instance, of a process or of an activity, starts once and ends once: that is the id. */
  private HostEvent hostEvent(HistoryEvent event, String what) {
    String instance = event.getProcessInstanceId();
    String activity =
        event instanceof HistoricActivityInstanceEventEntity a ? "/" + a.getActivityId() : "";
    String type = "org.camunda." + what + "." + event.getEventType();
    return HostEvent.builder(type, event.getId() + "/" + what + "/" + event.getEventType())
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
}
