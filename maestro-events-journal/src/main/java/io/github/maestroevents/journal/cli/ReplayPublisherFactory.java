package io.github.maestroevents.journal.cli;

import io.github.maestroevents.MaestroNotificationPublisher;
import java.util.Map;

/**
 * Makes the publisher that {@code replay} delivers to. A class of your own with a public
 * constructor without parameters, named on the command line:
 *
 * <pre>{@code
 * java -jar maestro-events-journal-<version>-cli.jar replay --directory /var/lib/host/events \
 *     --lib my-factory.jar --lib libs/ --publisher com.example.KafkaReplay --config kafka.properties
 * }</pre>
 *
 * <p>Give back an adapter, not an engine around one: what {@code send} or {@code sendBatch} says is
 * delivered leaves the journal.
 */
@FunctionalInterface
public interface ReplayPublisherFactory {

  /**
   * Makes the publisher; called once, on the only thread of the command line, which closes the
   * publisher at the end.
   *
   * @param settings what stands in the file that {@code --config} names; empty without it
   */
  MaestroNotificationPublisher create(Map<String, String> settings);
}
