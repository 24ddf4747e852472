package io.github.maestroevents.spring;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The customizers of an application. What one of them throws ends the start as it is: it comes of
 * the application's own code, and whoever wrote that needs its words.
 */
final class Customizers {

  private final ObjectProvider<MaestroEventsCustomizer> inOrder;
  private @Nullable RuntimeException thrown;

  Customizers(ObjectProvider<MaestroEventsCustomizer> inOrder) {
    this.inOrder = inOrder;
  }

  ConfiguredPublisher open(MaestroEventsBuilder builder) {
    try {
      return builder.customizer(this::customize).open();
    } catch (ConfigurationException e) {
      RuntimeException ofTheApplication = thrown;
      throw ofTheApplication == null ? e : ofTheApplication;
    }
  }

  private void customize(String destination, NonBlockingPublisherBuilder builder) {
    try {
      inOrder.orderedStream().forEach(customizer -> customizer.customize(destination, builder));
    } catch (RuntimeException e) {
      thrown = e;
      throw e;
    }
  }
}
