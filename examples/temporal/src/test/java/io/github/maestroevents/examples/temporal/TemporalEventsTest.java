package io.github.maestroevents.examples.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Temporal's test server, with workflows and publishers that the interceptor did not choose. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TemporalEventsTest {

  @WorkflowInterface
  public interface Sizing {
    @WorkflowMethod(name = "größe-prüfen")
    void run();
  }

  @ActivityInterface
  public interface Scales {
    @ActivityMethod(name = "プロセス検査/größe")
    void weigh();
  }

  public static final class SizingWorkflow implements Sizing {
    private final Scales scales =
        Workflow.newActivityStub(
            Scales.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(3)).build());

    @Override
    public void run() {
      scales.weigh();
    }
  }

  public static final class RealScales implements Scales {
    @Override
    public void weigh() {}
  }

  @Test
  void run_isPublished_whateverLettersItsNamesAreWrittenIn() {
    List<MaestroEvent> sent = new CopyOnWriteArrayList<>();

    String run = run(sent::add);

    // A task that Temporal runs again, on a busy machine, publishes again under the same id.
    assertThat(sent.stream().map(event -> event.wireType() + " " + subject(event)).distinct())
        .containsExactly(
            "io.temporal.workflow.started " + run,
            "io.temporal.activity.started " + run + "/プロセス検査/größe",
            "io.temporal.activity.completed " + run + "/プロセス検査/größe",
            "io.temporal.workflow.completed " + run);
    assertThat(sent.stream().map(event -> ((HostEvent) event).id()).distinct()).hasSize(4);
  }

  @Test
  void run_goesOn_whenThePublisherTakesNothing() {
    Logger logger = (Logger) LoggerFactory.getLogger(PublishingInterceptor.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      String run =
          run(
              event -> {
                throw new PublisherClosedException("closed before the worker");
              });

      assertThat(List.copyOf(log.list))
          .hasSizeGreaterThanOrEqualTo(4)
          .allSatisfy(
              line ->
                  assertThat(line.getFormattedMessage()).contains(run).contains("not published"));
    } finally {
      logger.setAdditive(true);
      logger.detachAppender(log);
    }
  }

  @Test
  void source_isRefusedAtOnce_ifNoEventCouldHaveIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublishingInterceptor(event -> {}, "/größe"));
  }

  private static @Nullable String subject(MaestroEvent event) {
    return ((HostEvent) event).subject();
  }

  /** The id of a run that has ended well. */
  private static String run(MaestroNotificationPublisher publisher) {
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(new PublishingInterceptor(publisher, "/temporal/test"))
                    .build())
            .build();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
      Worker worker = temporal.newWorker("sizes");
      worker.registerWorkflowImplementationTypes(SizingWorkflow.class);
      worker.registerActivitiesImplementations(new RealScales());
      temporal.start();
      Sizing sizing =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  Sizing.class,
                  WorkflowOptions.newBuilder()
                      .setTaskQueue("sizes")
                      .setWorkflowId("bestellung-größe-7")
                      .setWorkflowRunTimeout(Duration.ofMinutes(2))
                      .build());
      String run = WorkflowClient.start(sizing::run).getRunId();
      WorkflowStub.fromTyped(sizing).getResult(Void.class);
      return run;
    }
  }
}
