package io.github.maestroevents.examples.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes starts and ends of workflow runs and of the attempts of their activities. Whatever
 * fails here is logged; the run goes on.
 */
public final class PublishingInterceptor extends WorkerInterceptorBase {

  private static final Logger log = LoggerFactory.getLogger(PublishingInterceptor.class);

  private final MaestroNotificationPublisher publisher;
  private final String source;

  /**
   * Publishes under this source, such as {@code /temporal/prod}; the publisher stays the host's.
   *
   * @throws IllegalArgumentException if the source is no URI reference in ASCII
   */
  public PublishingInterceptor(MaestroNotificationPublisher publisher, String source) {
    this.publisher = publisher;
    this.source = HostEvent.builder("a", "trial").source(source).build().source();
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        ofRun("started");
        try {
          WorkflowOutput output = super.execute(input);
          ofRun("completed");
          return output;
        } catch (RuntimeException failed) {
          ofRun("failed");
          throw failed;
        }
      }
    };
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityInfo info; // before the first execute

      @Override
      public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        ActivityInfo attempt = requireNonNull(info, "info");
        ofActivity(attempt, "started");
        try {
          ActivityOutput output = super.execute(input);
          ofActivity(attempt, "completed");
          return output;
        } catch (RuntimeException failed) {
          ofActivity(attempt, "failed");
          throw failed;
        }
      }
    };
  }

  /** In the past of a run that is replayed it has been said already. */
  private void ofRun(String what) {
    String run = Workflow.getInfo().getRunId();
    if (!WorkflowUnsafe.isReplaying()) {
      send("workflow." + what, run + "/" + what, run, run, Workflow.currentTimeMillis());
    }
  }

  /** Temporal numbers the activities of a run; SDKs may let a workflow give them ids of its own. */
  private void ofActivity(ActivityInfo info, String what) {
    String run = info.getRunId();
    String attempt = info.getAttempt() + "/" + what;
    send(
        "activity." + what,
        id(run + "/" + URLEncoder.encode(info.getActivityId(), UTF_8), attempt),
        run,
        run + "/" + info.getActivityType(),
        System.currentTimeMillis());
  }

  private static String id(String activity, String attempt) {
    String id = activity + "/" + attempt;
    return id.length() <= EventId.MAX_CHARS
        ? id
        : UUID.nameUUIDFromBytes(activity.getBytes(UTF_8)) + "/" + attempt;
  }

  private void send(String type, String id, String run, String subject, long millis) {
    try {
      publisher.send(
          HostEvent.builder("io.temporal." + type, id)
              .source(source)
              .subject(subject)
              .orderingKey(run)
              .time(Instant.ofEpochMilli(millis))
              .level(type.endsWith("failed") ? EventLevel.WARN : EventLevel.INFO)
              .terminal(type.startsWith("workflow.") && !type.endsWith("started"))
              .build());
    } catch (RuntimeException e) { // nothing about an event is worth the run
      log.error("{} {} is not published", type, id, e);
    }
  }
}
