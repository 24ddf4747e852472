package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When the publisher ends, among all that ends with an application. */
@ExtendWith(OutputCaptureExtension.class)
class DrainOnShutdownTest {

  private static final String WARNING = "The shutdown waits";

  @Test
  void eventsOfTheWebServersLastRequests_areDelivered() {
    Contexts.withAudit()
        .withUserConfiguration(SendsInItsLastMoment.class)
        .run(
            context -> {
              var publisher = context.getBean(ConfiguredPublisher.class);
              KeptProvider.take("audit");
              context.close();

              assertThat(KeptProvider.take("audit"))
                  .extracting(event -> event.toString().contains("last-request"))
                  .containsExactly(true);
              assertThat(publisher.stats().delivered()).isEqualTo(1);
            });
  }

  @Test
  void publisher_hasEnded_beforeConnectionPoolsGiveBackWhatTheyHold() {
    List<String> order = new CopyOnWriteArrayList<>();
    Contexts.withAudit()
        .withBean("pool", Phase.class, () -> new Phase(0, () -> order.add("pool")))
        .withBean(
            MaestroEventsCustomizer.class,
            () ->
                (destination, builder) ->
                    builder.deadLetterHandler(
                        new DeadLetterHandler() {
                          @Override
                          public void handle(DeadLetter letter) {}

                          @Override
                          public void close() {
                            order.add("publisher");
                          }
                        }))
        .run(
            context -> {
              context.close();

              assertThat(order).containsExactly("publisher", "pool");
            });
  }

  @Test
  void publisher_isStillOpen_whenTheApplicationIsStoppedAndStartedAgain() {
    Contexts.withAudit()
        .run(
            context -> {
              var publisher = context.getBean(ConfiguredPublisher.class);
              publisher.send(Contexts.event("before"));
              context.getSourceApplicationContext(ConfigurableApplicationContext.class).stop();

              assertThat(publisher.stats().delivered()).isEqualTo(1);
              context.getSourceApplicationContext(ConfigurableApplicationContext.class).start();
              publisher.send(Contexts.event("after"));
              context.close();

              assertThat(publisher.stats().delivered()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @CsvSource({"5s,10s,false", "10s,10s,true", "20s,10s,true", "29s,,false", "30s,,true"})
  void closeTimeoutThatSpringDoesNotWaitFor_isWarnedOf(
      String closeTimeout, String phase, boolean isWarned, CapturedOutput output) {
    var runner =
        Contexts.withAudit().withPropertyValues("maestro.events.close-timeout=" + closeTimeout);
    if (phase != null) {
      runner = runner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=" + phase);
    }
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(output.getOut().contains(WARNING)).isEqualTo(isWarned);
        });
  }

  /** In the phase in which web servers stop. */
  @Configuration(proxyBeanMethods = false)
  static class SendsInItsLastMoment {
    @Bean
    Phase webServer(MaestroNotificationPublisher publisher) {
      return new Phase(
          SmartLifecycle.DEFAULT_PHASE - 2048,
          () -> publisher.send(Contexts.event("last-request")));
    }
  }

  /** Does something when its phase stops. */
  static final class Phase implements SmartLifecycle {

    private final int number;
    private final Runnable whenStopped;
    private volatile boolean isRunning;

    Phase(int number, Runnable whenStopped) {
      this.number = number;
      this.whenStopped = whenStopped;
    }

    @Override
    public void start() {
      isRunning = true;
    }

    @Override
    public void stop() {
      isRunning = false;
      whenStopped.run();
    }

    @Override
    public boolean isRunning() {
      return isRunning;
    }

    @Override
    public int getPhase() {
      return number;
    }
  }
}
