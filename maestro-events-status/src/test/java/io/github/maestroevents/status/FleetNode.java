package io.github.maestroevents.status;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import java.util.Map;

/**
 * A host with a configuration, a PostgreSQL journal and a status page: in the test's JVM, or in one
 * of its own, which the test kills.
 */
final class FleetNode implements AutoCloseable {

  private static final String AUDIT = "maestro.events.destinations.audit.";

  final StatusPage page;
  final ConfiguredPublisher publisher;

  private FleetNode(StatusPage page, ConfiguredPublisher publisher) {
    this.page = page;
    this.publisher = publisher;
  }

  static FleetNode open(String url, String name) {
    StatusPage page = StatusPage.create(name);
    return new FleetNode(
        page,
        MaestroEvents.builder()
            .settings(
                Map.of(
                    AUDIT + "type", "log",
                    AUDIT + "journal", url,
                    AUDIT + "postgresql.user", "postgres",
                    AUDIT + "postgresql.node", name,
                    AUDIT + "postgresql.lease-time", "15s"),
                key -> key)
            .customizer((destination, builder) -> builder.metrics(page.history()))
            .open());
  }

  public static void main(String[] args) throws Exception {
    FleetNode node = open(args[0], args[1]);
    node.publisher.pause();
    for (int i = 0; i < 5; i++) {
      node.publisher.send(io.github.maestroevents.testkit.TestEvents.event());
    }
    System.out.println("open");
    int unused = System.in.read(); // until it is killed, or the test's JVM ends
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
