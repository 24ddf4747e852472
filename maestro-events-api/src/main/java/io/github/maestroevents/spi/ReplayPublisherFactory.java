package io.github.maestroevents.spi;

import io.github.maestroevents.MaestroNotificationPublisher;
import java.util.Map;

/**
 * Makes the publisher that the command line {@code maestro-events} delivers to, when it replays a
 * journal or sends dead letters again. A class of the host's with a public constructor without
 * parameters, named on the command line:
 *
 * <pre>{@code
 * maestro-events journal replay --directory /var/lib/host/events \
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
   * publisher at the end. It may block, and nothing is sent before it returns. What it throws ends
   * the command, and no event is touched.
   *
   * @param settings what stands in the file that {@code --config} names; empty without it
   */
  MaestroNotificationPublisher create(Map<String, String> settings);
}
