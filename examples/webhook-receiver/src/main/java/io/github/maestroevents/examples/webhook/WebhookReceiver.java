package io.github.maestroevents.examples.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.webhook.VerifiedWebhook;
import io.github.maestroevents.webhook.WebhookRefusedException;
import io.github.maestroevents.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Takes events in binary format, each once, and prints when each of a run's events was. */
public final class WebhookReceiver implements AutoCloseable {

  private final Map<String, Instant> starts = new HashMap<>(); // one thread serves all requests
  private final HttpServer server;
  private final WebhookVerifier verifier;
  private final PrintStream out;

  /** Begins to serve on loopback; port 0 is any that is free. */
  public WebhookReceiver(String secret, int port, PrintStream out) throws IOException {
    verifier = WebhookVerifier.builder().secret(secret).build();
    this.out = out;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  public static void main(String[] args) throws IOException {
    new WebhookReceiver(System.getenv("WEBHOOK_SECRET"), 8085, System.out);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(take(exchange), -1);
    }
  }

  private int take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      VerifiedWebhook request = verifier.verify(exchange.getRequestHeaders()::getFirst, body);
      if (!request.repeated()) { // none is in progress: one thread serves all requests
        print(exchange.getRequestHeaders());
        verifier.done(request.id());
      }
      return 204; // also for a repetition, so that it is not sent again
    } catch (WebhookRefusedException e) {
      return 401;
    }
  }

  private void print(Headers event) {
    String run = String.valueOf(event.getFirst("ce-partitionkey"));
    Instant time = Instant.parse(event.getFirst("ce-time"));
    Duration since = Duration.between(starts.computeIfAbsent(run, first -> time), time);
    out.printf("%s +%d ms %s%n", LogText.id(run), since.toMillis(), event.getFirst("ce-type"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
