package io.github.maestroevents.examples.flowable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.TopicContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flowable itself, a broker that is killed in the middle, and what consumers see afterwards. */
class FlowableOutageTest {

  private static final int INSTANCES_A_PHASE = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PROBES = Duration.ofSeconds(1);

  /** Two transactions: up to the task that waits, and from there on. */
  private static final String PROCESS =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:flowable="http://flowable.org/bpmn" targetNamespace="examples">
        <process id="order" isExecutable="true">
          <startEvent id="start"/>
          <sequenceFlow id="f1" sourceRef="start" targetRef="pack"/>
          <manualTask id="pack"/>
          <sequenceFlow id="f2" sourceRef="pack" targetRef="check"/>
          <serviceTask id="check" flowable:expression="${broken ? missing.method() : null}"/>
          <sequenceFlow id="f3" sourceRef="check" targetRef="wait"/>
          <userTask id="wait"/>
          <sequenceFlow id="f4" sourceRef="wait" targetRef="ship"/>
          <manualTask id="ship"/>
          <sequenceFlow id="f5" sourceRef="ship" targetRef="end"/>
          <endEvent id="end"/>
        </process>
      </definitions>
      """;

  private static final List<String> EVENTS_OF_AN_INSTANCE =
      List.of(
          "org.flowable.PROCESS_STARTED",
          "org.flowable.ACTIVITY_COMPLETED/start",
          "org.flowable.ACTIVITY_COMPLETED/pack",
          "org.flowable.ACTIVITY_COMPLETED/check",
          "org.flowable.ACTIVITY_COMPLETED/wait",
          "org.flowable.ACTIVITY_COMPLETED/ship",
          "org.flowable.ACTIVITY_COMPLETED/end",
          "org.flowable.PROCESS_COMPLETED");

  private final Map<String, Boolean> instances = new ConcurrentHashMap<>();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyEvent_arrivesInOrder_andNoInstanceWaits_whenKafkaIsKilledInTheMiddle()
      throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.createTopic("events", 3);
      try (NonBlockingNotificationPublisher publisher = publisher(kafka)) {
        ProcessEngine engine = engine(publisher);
        try {
          runInstances(engine);
          assertThat(publisher.flush(PATIENCE).allDelivered()).isTrue();
          long delivered = publisher.stats().delivered();

          kafka.node(1).kill9();
          // Every one of them ends while there is nobody to deliver to: send waits for nothing.
          runInstances(engine);
          assertThat(publisher.stats().delivered()).isEqualTo(delivered);
          runAnInstanceThatRollsBack(engine);

          kafka.restart(1);
          runInstances(engine);
          assertThat(publisher.flush(PATIENCE).allDelivered()).isTrue();
        } finally {
          engine.close();
        }
      }
      Map<String, List<ConsumerRecord<byte[], byte[]>>> arrived =
          TopicContents.firstArrivalsByKey(kafka.bootstrapServers(), "events");

      assertThat(instances).hasSize(3 * INSTANCES_A_PHASE);
      assertThat(arrived.keySet()).isEqualTo(instances.keySet()); // none that was rolled back
      assertThat(arrived.values())
          .allSatisfy(
              events ->
                  assertThat(events.stream().map(FlowableOutageTest::typeAndActivity))
                      .containsExactlyElementsOf(EVENTS_OF_AN_INSTANCE));
    }
  }

  private static String typeAndActivity(ConsumerRecord<byte[], byte[]> event) {
    String subject = TopicContents.header(event, "ce_subject");
    int slash = subject.indexOf('/');
    return TopicContents.header(event, "ce_type") + (slash < 0 ? "" : subject.substring(slash));
  }

  private static NonBlockingNotificationPublisher publisher(KafkaCluster kafka) {
    return NonBlockingNotificationPublisher.builder(
            KafkaNotificationPublisher.builder("events")
                .bootstrapServers(kafka.bootstrapServers())
                .build())
        .retry(RetryPolicy.unlimited()) // on a busy machine the outage may be a long one
        .circuitBreaker(CircuitBreakerPolicy.defaults().withOpenFor(PROBES).withMaxOpenFor(PROBES))
        .build();
  }

  private static ProcessEngine engine(NonBlockingNotificationPublisher publisher) {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setEventListeners(List.of(new PublishingListener(publisher, "/flowable/test")));
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    ProcessEngine engine = configuration.buildProcessEngine();
    engine
        .getRepositoryService()
        .createDeployment()
        .addString("order.bpmn20.xml", PROCESS)
        .deploy();
    return engine;
  }

  private void runInstances(ProcessEngine engine) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Void>> runs = new ArrayList<>();
      for (int i = 0; i < INSTANCES_A_PHASE; i++) {
        runs.add(
            () -> {
              runInstance(engine);
              return null;
            });
      }
      for (Future<Void> run : threads.invokeAll(runs)) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void runInstance(ProcessEngine engine) {
    String instance =
        engine
            .getRuntimeService()
            .startProcessInstanceByKey("order", Map.of("broken", false))
            .getId();
    instances.put(instance, true);
    String task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceId(instance)
            .singleResult()
            .getId();
    engine.getTaskService().complete(task);
  }

  private static void runAnInstanceThatRollsBack(ProcessEngine engine) {
    assertThatException()
        .isThrownBy(
            () ->
                engine
                    .getRuntimeService()
                    .startProcessInstanceByKey("order", Map.of("broken", true)));
  }
}
