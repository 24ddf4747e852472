package io.github.maestroevents.examples.snippets.spring;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Customizing {

  @Bean
  MaestroEventsCustomizer onlyTerminal() {
    return (destination, builder) -> {
      if (destination.equals("audit")) {
        builder.filter(EventFilter.terminalOnly());
      }
    };
  }
}
