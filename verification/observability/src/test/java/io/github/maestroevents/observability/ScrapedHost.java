package io.github.maestroevents.observability;

import com.sun.net.httpserver.HttpServer;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A host whose meters are scraped, at a port of the loopback address. */
final class ScrapedHost implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpServer server;

  private ScrapedHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] scrape = scrape().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, scrape.length);
          exchange.getResponseBody().write(scrape);
          exchange.close();
        });
    server.start();
  }

  static ScrapedHost start() throws IOException {
    return new ScrapedHost();
  }

  /** Meters for a publisher, with histograms. */
  NonBlockingPublisherBuilder metered(NonBlockingPublisherBuilder publisher) {
    return publisher.metrics(MicrometerDeliveryMetrics.of(registry).withHistograms(true));
  }

  String scrape() {
    return registry.scrape();
  }

  /** Host and port, as Prometheus wants them. */
  String target() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    registry.close();
  }
}
