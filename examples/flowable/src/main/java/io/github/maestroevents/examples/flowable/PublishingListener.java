package io.github.maestroevents.examples.flowable;

import static org.flowable.common.engine.api.delegate.event.FlowableEngineEventType.ACTIVITY_COMPLETED;
import static org.flowable.common.engine.api.delegate.event.FlowableEngineEventType.PROCESS_COMPLETED;
import static org.flowable.common.engine.api.delegate.event.FlowableEngineEventType.PROCESS_STARTED;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.HostEvent;
import java.time.Instant;
import java.util.UUID;
import org.flowable.common.engine.api.delegate.event.AbstractFlowableEventListener;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.delegate.event.FlowableActivityEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the events of process instances, those of a transaction when it has committed. Whatever
 * fails here is logged; the engine goes on.
 */
public final class PublishingListener extends AbstractFlowableEventListener {

  private static final Logger log = LoggerFactory.getLogger(PublishingListener.class);

  private final MaestroNotificationPublisher publisher;
  private final String source;

  /**
   * Publishes under this source, such as {@code /flowable/prod}; the publisher stays the host's.
   *
   * @throws IllegalArgumentException if the source is no URI reference in ASCII
   */
  public PublishingListener(MaestroNotificationPublisher publisher, String source) {
    this.publisher = publisher;
    this.source = HostEvent.builder("a", "trial").source(source).build().source();
  }

  /** Inside the transaction. What is rolled back has not happened, and nobody hears of it. */
  @Override
  public void onEvent(FlowableEvent event) {
    try {
      if (event instanceof FlowableEngineEvent happened && isOfInterest(event)) {
        HostEvent hosts = hostEvent(happened);
        Context.getTransactionContext()
            .addTransactionListener(TransactionState.COMMITTED, committed -> publish(hosts));
      }
    } catch (RuntimeException e) { // nothing about an event is worth the instance
      log.error("{} is not published", event.getType(), e);
    }
  }

  private static boolean isOfInterest(FlowableEvent event) {
    return event.getType() == PROCESS_STARTED
        || event.getType() == ACTIVITY_COMPLETED
        || event.getType() == PROCESS_COMPLETED;
  }

  private HostEvent hostEvent(FlowableEngineEvent event) {
    String instance = event.getProcessInstanceId();
    String activity = event instanceof FlowableActivityEvent a ? "/" + a.getActivityId() : "";
    return HostEvent.builder("org.flowable." + event.getType(), UUID.randomUUID().toString())
        .source(source)
        .subject(instance + activity)
        .orderingKey(instance)
        .time(Instant.now())
        .terminal(event.getType() == PROCESS_COMPLETED)
        .json(
            JsonNodeFactory.instance
                .objectNode()
                .put("processDefinition", event.getProcessDefinitionId())
                .toString())
        .build();
  }

  /** After the commit it is too late to fail. */
  private void publish(HostEvent event) {
    try {
      publisher.send(event);
    } catch (RuntimeException e) { // closed, or full: the publisher has not taken the event
      log.error("{} is not published", event, e);
    }
  }

  @Override
  public boolean isFailOnException() {
    return false;
  }
}
