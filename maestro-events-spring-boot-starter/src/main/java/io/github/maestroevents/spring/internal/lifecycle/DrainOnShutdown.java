package io.github.maestroevents.spring.internal.lifecycle;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the publisher when the application ends: after the web server has answered its last request
 * and listeners and schedulers have stopped, and while connection pools and other beans are still
 * there. Called by Spring, on the thread that shuts the application down.
 */
public final class DrainOnShutdown implements SmartLifecycle {

  /**
   * Higher phases stop first. Web servers, listener containers and executors stop in the highest;
   * connection pools give back what they hold in phase 0.
   */
  static final int PHASE = 1024;

  private static final String TIME_OF_A_PHASE = "spring.lifecycle.timeout-per-shutdown-phase";
  private static final Duration DEFAULT_TIME_OF_A_PHASE = Duration.ofSeconds(30);

  private static final SafeLogger LOG = SafeLogger.of(DrainOnShutdown.class);

  /** Null if the bean is none of ours. */
  private final @Nullable ConfiguredPublisher publisher;

  private final ConfigurableApplicationContext context;

  /** Written and read by whoever starts and stops the application. */
  private volatile boolean isRunning;

  public DrainOnShutdown(
      MaestroNotificationPublisher publisher, ConfigurableApplicationContext context) {
    this.publisher = publisher instanceof ConfiguredPublisher ours ? ours : null;
    this.context = context;
  }

  @Override
  public void start() {
    isRunning = true;
    if (publisher == null) {
      return;
    }
    Duration ofAPhase =
        Binder.get(context.getEnvironment())
            .bind(TIME_OF_A_PHASE, Duration.class)
            .orElse(DEFAULT_TIME_OF_A_PHASE);
    if (publisher.closeTimeout().compareTo(ofAPhase) >= 0) {
      LOG.warn(
          "The shutdown waits {} for a phase ({}) and then goes on, but maestro-events may need {}"
              + " to deliver what is left: lower maestro.events.close-timeout, or let a phase last"
              + " longer",
          ofAPhase,
          TIME_OF_A_PHASE,
          publisher.closeTimeout());
    }
  }

  @Override
  public void stop(Runnable whenStopped) {
    isRunning = false;
    if (publisher == null) {
      whenStopped.run();
      return;
    }
    if (context.isClosed()) {
      // Spring goes on when its time is over, and waits once more when it destroys the bean.
      publisher.closeAsync().whenComplete((stats, failure) -> whenStopped.run());
      return;
    }
    // It may be started again, and a publisher that was closed could not be.
    publisher.flush(publisher.closeTimeout());
    whenStopped.run();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** For Spring Framework 7, which pauses contexts of tests: there is nothing to be paused. */
  public boolean isPauseable() {
    return false;
  }
}
