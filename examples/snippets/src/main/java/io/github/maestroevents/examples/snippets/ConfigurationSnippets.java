package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.delivery.monitor.DropListener;
import io.github.maestroevents.event.MaestroEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** The snippets of docs/configuration.md. */
final class ConfigurationSnippets {

  private ConfigurationSnippets() {}

  static void ofAFile(MaestroEvent event) {
    try (var publisher = MaestroEvents.open(Path.of("events.properties"))) {
      publisher.send(event);
    }
  }

  static void otherForms(Map<String, String> map, Properties properties) {
    MaestroEvents.open(map); // keys and values from wherever the host has them
    MaestroEvents.open(properties);
  }

  static ConfiguredPublisher withObjectsOfTheHost(DataSource dataSource, DropListener alarm) {
    var publisher =
        MaestroEvents.builder()
            .file(Path.of("events.properties"))
            .environment(System.getenv())
            .hostObject("main", dataSource) // journal=datasource:main
            .customizer((destination, builder) -> builder.dropListener(alarm))
            .open();
    publisher
        .destinations()
        .forEach((name, one) -> System.out.println(name + ": " + one.stats().delivered()));
    return publisher;
  }
}
