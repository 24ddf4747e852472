package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.status.StatusAccess;
import io.github.maestroevents.status.StatusPage;
import io.github.maestroevents.status.StatusServer;
import java.io.IOException;
import java.time.Duration;

/** The status page of the run: for this machine alone, where everybody may pause and resume. */
final class WatchedPage implements AutoCloseable {

  /** The broker is dead for some seconds only, which is to be seen. */
  static final HealthThresholds IMPATIENT =
      HealthThresholds.defaults().withCircuitOpen(Duration.ofSeconds(1), Duration.ofSeconds(3));

  private final StatusServer server;

  private WatchedPage(StatusServer server) {
    this.server = server;
  }

  static WatchedPage serve(StatusPage page, DeliveringPublisher publisher) {
    page.operate(publisher);
    StatusServer server = StatusServer.builder(page).access(StatusAccess.operating()).start();
    System.out.println("STATUS PAGE: " + server.uri() + System.lineSeparator());
    return new WatchedPage(server);
  }

  /** Lets people look at the end of it, as long as they like. */
  @Override
  public void close() throws IOException {
    System.out.println();
    System.out.println("The status page stays at " + server.uri() + " until you press Enter.");
    int unused = System.in.read();
    server.close();
  }
}
