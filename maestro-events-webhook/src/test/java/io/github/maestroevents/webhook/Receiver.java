package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The plain server of the JDK, on loopback, which keeps what it gets. */
final class Receiver implements AutoCloseable {

  private static final int THREADS = 40;

  private final HttpServer server;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  private final List<Received> requests = new CopyOnWriteArrayList<>();

  /** Says what to answer; what it says is the body. */
  interface Answers {
    int status(Received request, HttpExchange exchange) throws IOException;
  }

  Receiver() {
    this((request, exchange) -> 204);
  }

  Receiver(Answers answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext("/", exchange -> answer(exchange, answers));
    threads.prestartAllCoreThreads();
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange, Answers answers) throws IOException {
    Received request =
        new Received(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes(), true);
    int status = answers.status(request, exchange);
    if (status >= 200 && status < 300) {
      requests.add(request);
    }
    byte[] said = status < 300 ? new byte[0] : "status %d".formatted(status).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
  }

  WebhookPublisherBuilder publisher() {
    return WebhookNotificationPublisher.builder(uri()).allowPrivateAddresses();
  }

  /** Those that were answered with 2xx, in the order of their answers. */
  List<Received> requests() {
    return List.copyOf(requests);
  }

  void forget() {
    requests.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
