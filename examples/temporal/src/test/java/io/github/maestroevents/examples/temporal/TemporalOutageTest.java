package io.github.maestroevents.examples.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.TopicContents;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Temporal's test server, a broker that is killed in the middle, and what consumers see then. */
class TemporalOutageTest {

  private static final int RUNS_A_PHASE = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PROBES = Duration.ofSeconds(1);

  private static final List<String> EVENTS_OF_A_RUN =
      List.of(
          "io.temporal.workflow.started",
          "io.temporal.activity.started/Pack",
          "io.temporal.activity.completed/Pack",
          "io.temporal.activity.started/Ship",
          "io.temporal.activity.completed/Ship",
          "io.temporal.workflow.completed");

  @WorkflowInterface
  public interface Order {
    @WorkflowMethod
    void run();
  }

  @ActivityInterface
  public interface Warehouse {
    void pack();

    void ship();
  }

  public static final class OrderWorkflow implements Order {
    private final Warehouse warehouse =
        Workflow.newActivityStub(
            Warehouse.class, ActivityOptions.newBuilder().setStartToCloseTimeout(PATIENCE).build());

    @Override
    public void run() {
      warehouse.pack();
      warehouse.ship();
    }
  }

  public static final class RealWarehouse implements Warehouse {
    @Override
    public void pack() {}

    @Override
    public void ship() {}
  }

  private final Set<String> runs = new HashSet<>();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyEvent_arrivesInOrder_andNoRunWaits_whenKafkaIsKilledInTheMiddle() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.createTopic("events", 3);
      try (NonBlockingNotificationPublisher publisher = publisher(kafka);
          TestWorkflowEnvironment temporal = environment(publisher)) {
        Worker worker = temporal.newWorker("orders");
        worker.registerWorkflowImplementationTypes(OrderWorkflow.class);
        worker.registerActivitiesImplementations(new RealWarehouse());
        temporal.start();

        runWorkflows(temporal.getWorkflowClient());
        assertThat(publisher.flush(PATIENCE).allDelivered()).isTrue();
        long delivered = publisher.stats().delivered();

        kafka.node(1).kill9();
        // Every one of them ends while there is nobody to deliver to: send waits for nothing.
        runWorkflows(temporal.getWorkflowClient());
        assertThat(publisher.stats().delivered()).isEqualTo(delivered);

        kafka.restart(1);
        runWorkflows(temporal.getWorkflowClient());
        assertThat(publisher.flush(PATIENCE).allDelivered()).isTrue();
      }
      Map<String, List<ConsumerRecord<byte[], byte[]>>> arrived =
          TopicContents.firstArrivalsByKey(kafka.bootstrapServers(), "events");

      assertThat(runs).hasSize(3 * RUNS_A_PHASE);
      assertThat(arrived.keySet()).isEqualTo(runs);
      assertThat(arrived.values())
          .allSatisfy(
              events ->
                  assertThat(events.stream().map(TemporalOutageTest::typeAndActivity))
                      .containsExactlyElementsOf(EVENTS_OF_A_RUN));
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

  private static TestWorkflowEnvironment environment(NonBlockingNotificationPublisher publisher) {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(new PublishingInterceptor(publisher, "/temporal/test"))
                    .build())
            .build());
  }

  private void runWorkflows(WorkflowClient client) {
    List<WorkflowStub> started = new ArrayList<>();
    for (int i = 0; i < RUNS_A_PHASE; i++) {
      Order order =
          client.newWorkflowStub(
              Order.class, WorkflowOptions.newBuilder().setTaskQueue("orders").build());
      WorkflowExecution run = WorkflowClient.start(order::run);
      runs.add(run.getRunId());
      started.add(WorkflowStub.fromTyped(order));
    }
    started.forEach(run -> run.getResult(Void.class));
  }
}
