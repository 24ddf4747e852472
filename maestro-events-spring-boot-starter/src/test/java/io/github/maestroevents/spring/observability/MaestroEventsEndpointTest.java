package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.DeliveringPublisher;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** What an operator sees and does through {@code /actuator/maestroevents}. */
@ExtendWith(OutputCaptureExtension.class)
class MaestroEventsEndpointTest {

  private final ApplicationContextRunner two =
      ObservedContexts.withAudit()
          .withPropertyValues("maestro.events.destinations.refusing.type=kept-bytes");

  private final Logger logger = (Logger) LoggerFactory.getLogger(MaestroEventsEndpoint.class);

  @BeforeEach
  void showActions() {
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void showNoMore() {
    logger.setLevel(null);
  }

  @Test
  void endpoint_isMade_onlyWhereTheApplicationExposesIt() {
    ObservedContexts.withAudit()
        .run(context -> assertThat(context).hasSingleBean(MaestroEventsEndpoint.class));
    ObservedContexts.withAudit()
        .withPropertyValues("management.endpoints.web.exposure.include=health")
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(MaestroEventsEndpoint.class);
              assertThat(context).doesNotHaveBean(Troubles.class);
            });
    ObservedContexts.empty()
        .run(context -> assertThat(context).doesNotHaveBean(MaestroEventsEndpoint.class));
  }

  @Test
  void destinations_areShown_withStateSettingsAndTrouble_andWithoutPayload() throws Exception {
    two.run(
        context -> {
          DeliveringPublisher publisher = ObservedContexts.publisher(context);
          publisher.send(ObservedContexts.event("1"));
          publisher.flush(Duration.ofSeconds(60));

          Map<String, Object> all = endpoint(context).destinations();
          Map<?, ?> destinations = (Map<?, ?>) all.get("destinations");
          Map<?, ?> audit = (Map<?, ?>) destinations.get("audit");
          Map<?, ?> refusing = (Map<?, ?>) destinations.get("refusing");

          assertThat(all).containsEntry("status", "HEALTHY");
          assertThat(destinations.keySet().toString()).isEqualTo("[audit, refusing]");
          assertThat(audit.get("circuit")).isEqualTo("CLOSED");
          assertThat(((Map<?, ?>) audit.get("stats")).get("delivered")).isEqualTo(1L);
          assertThat(audit.get("settings").toString()).contains("queue of 16384");
          assertThat((List<?>) audit.get("deadLetters")).isEmpty();
          assertThat(((Map<?, ?>) refusing.get("stats")).get("deadLettered")).isEqualTo(1L);
          assertThat((List<?>) refusing.get("deadLetters")).hasSize(1);
          assertThat(refusing.get("deadLetters").toString())
              .contains("id=1")
              .contains("REJECTED")
              .contains("not of my kind");
          assertThat(new ObjectMapper().writeValueAsString(all)).doesNotContain("hunter2");
          assertThat(endpoint(context).destination("refusing")).containsKeys("stats", "problems");
        });
  }

  @Test
  void destination_isPausedFlushedAndResumed_andTheLogSaysByWhom(CapturedOutput output) {
    two.run(
        context -> {
          MaestroEventsEndpoint endpoint = endpoint(context);
          DeliveringPublisher publisher = ObservedContexts.publisher(context);

          assertThat(endpoint.act(as("ann\nforged"), "audit", "pause"))
              .containsEntry("paused", true);
          assertThat(publisher.destinations().get("audit").stats().paused()).isTrue();
          assertThat(publisher.destinations().get("refusing").stats().paused()).isFalse();
          assertThat(endpoint.destinations()).containsEntry("status", "DEGRADED");

          assertThat(endpoint.act(SecurityContext.NONE, "audit", "resume"))
              .containsEntry("paused", false);
          publisher.destinations().get("audit").send(ObservedContexts.event("2"));
          assertThat(endpoint.act(as("bob"), "audit", "flush"))
              .containsEntry("result", "DELIVERED")
              .containsEntry("undelivered", 0L);
          assertThat(output.getAll())
              .contains("pause of destination 'audit' by user \"ann\\u000aforged\"")
              .contains("resume of destination 'audit' by somebody unknown")
              .contains("flush of destination 'audit' by user \"bob\"");
        });
  }

  @Test
  void whatThereIsNot_isRefused_andChangesNothing() {
    two.run(
        context -> {
          MaestroEventsEndpoint endpoint = endpoint(context);

          assertThatThrownBy(() -> endpoint.destination("nobody"))
              .isInstanceOf(InvalidEndpointRequestException.class)
              .hasMessage("There is no such destination");
          assertThatThrownBy(() -> endpoint.act(as("ann"), "nobody", "pause"))
              .isInstanceOf(InvalidEndpointRequestException.class);
          assertThatThrownBy(() -> endpoint.act(as("ann"), "audit", "close"))
              .isInstanceOf(InvalidEndpointRequestException.class)
              .hasMessageContaining("pause, resume or flush");
          assertThat(ObservedContexts.publisher(context).stats().paused()).isFalse();
        });
  }

  private static MaestroEventsEndpoint endpoint(ApplicationContext context) {
    return context.getBean(MaestroEventsEndpoint.class);
  }

  private static SecurityContext as(String name) {
    return new SecurityContext() {
      @Override
      public Principal getPrincipal() {
        return () -> name;
      }

      @Override
      public boolean isUserInRole(String role) {
        return false;
      }
    };
  }
}
