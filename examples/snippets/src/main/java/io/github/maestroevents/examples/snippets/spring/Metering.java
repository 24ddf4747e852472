package io.github.maestroevents.examples.snippets.spring;

import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Metering {

  @Bean
  MaestroEventsCustomizer histograms(MeterRegistry registry) {
    return (destination, builder) ->
        builder.metrics(MicrometerDeliveryMetrics.of(registry).withHistograms(true));
  }
}
