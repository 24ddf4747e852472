package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.spring.internal.lifecycle.DrainOnShutdown;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/** An application that is prepared while it is built, as for a native image, and then started. */
class AheadOfTimeTest {

  @Test
  @CompileWithForkedClassLoader
  @SuppressWarnings("unchecked")
  void preparedApplication_hasItsPublisherAndItsDestinations() {
    TestGenerationContext generation = new TestGenerationContext();
    ClassName initializer;
    try (AnnotationConfigApplicationContext build = new AnnotationConfigApplicationContext()) {
      configure(build.getEnvironment());
      build.register(Host.class);
      initializer = new ApplicationContextAotGenerator().processAheadOfTime(build, generation);
    }
    generation.writeGeneratedContent();

    TestCompiler.forSystem()
        .with(generation)
        .compile(
            compiled -> {
              try (GenericApplicationContext run = new GenericApplicationContext()) {
                run.setClassLoader(compiled.getClassLoader());
                configure(run.getEnvironment());
                compiled
                    .getInstance(ApplicationContextInitializer.class, initializer.canonicalName())
                    .initialize(run);
                run.refresh();
                Injected injected = run.getBean(Injected.class);

                assertThat(injected.audit())
                    .isSameAs(injected.publisher().destinations().get("audit"));
                assertThat(run.getBeansOfType(DrainOnShutdown.class)).hasSize(1);
              }
            });
  }

  private static void configure(ConfigurableEnvironment environment) {
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "maestro.events.destinations.audit.type", "kept",
                    "maestro.events.spring.application-events", "true")));
  }

  record Injected(ConfiguredPublisher publisher, NonBlockingNotificationPublisher audit) {}

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    MaestroEventsAutoConfiguration.class,
    ApplicationEventsAutoConfiguration.class
  })
  static class Host {
    @Bean
    Injected injected(
        ConfiguredPublisher publisher, @Qualifier("audit") NonBlockingNotificationPublisher audit) {
      return new Injected(publisher, audit);
    }
  }
}
