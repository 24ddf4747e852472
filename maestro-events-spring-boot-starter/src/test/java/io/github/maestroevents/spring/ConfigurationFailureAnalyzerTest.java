package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What people read when an application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFailureAnalyzerTest {

  @Test
  void allMistakes_areShownWithTheirOrigins_andNoStackTrace(CapturedOutput output) {
    SpringApplication application = new SpringApplication(Host.class);
    application.setWebApplicationType(WebApplicationType.NONE);

    assertThatThrownBy(
        () ->
            application.run(
                "--maestro.events.destinations.audit.type=kept",
                "--maestro.events.destinations.audit.retry.max-dellay=5s",
                "--maestro.events.destinations.audit.queue.capacity=0"));

    assertThat(output.getAll())
        .contains("APPLICATION FAILED TO START")
        .contains("The configuration of maestro-events has 2 mistakes:")
        .contains("maestro.events.destinations.audit.retry.max-dellay")
        .contains("did you mean retry.max-delay?")
        .contains("maestro.events.destinations.audit.queue.capacity")
        .contains("commandLineArgs")
        .contains("Action:")
        .doesNotContain("\tat ");
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(MaestroEventsAutoConfiguration.class)
  static class Host {}
}
