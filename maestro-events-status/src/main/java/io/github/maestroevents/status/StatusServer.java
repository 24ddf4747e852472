package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.status.internal.http.Forms;
import io.github.maestroevents.status.internal.http.Pieces;
import io.github.maestroevents.status.internal.http.ServerThreads;
import io.github.maestroevents.status.internal.http.Visitors;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link StatusPage} with the JDK's own HTTP server, which a host asks for: nothing
 * listens before {@link StatusServerBuilder#start()}. Listens on the loopback address and a free
 * port, unless told otherwise. Its threads are daemons, {@value #MAX_THREADS} at most, named {@code
 * maestro-events-status-…}, beside {@code HTTP-Dispatcher} of the JDK.
 *
 * <p>The server speaks HTTP without TLS. For readers on other machines put a proxy with TLS before
 * it, or a tunnel of SSH.
 */
public final class StatusServer implements AutoCloseable {

  /** How many browsers see the page move; a further one asks every few seconds instead. */
  public static final int MAX_LIVE_CLIENTS = 16;

  /** How many threads there are at most. */
  public static final int MAX_THREADS = MAX_LIVE_CLIENTS + 24;

  private static final SafeLogger LOG = SafeLogger.of(StatusServer.class);
  private static final int MAX_BODY_BYTES = 16_384;

  private final HttpServer server;
  private final ServerThreads threads;
  private final LiveEvents events;
  private final StatusPage page;
  private final Gate gate;

  private StatusServer(
      HttpServer server, ServerThreads threads, LiveEvents events, StatusPage page, Gate gate) {
    this.server = server;
    this.threads = threads;
    this.events = events;
    this.page = page;
    this.gate = gate;
  }

  /** A server for this page, with nothing set. */
  public static StatusServerBuilder builder(StatusPage page) {
    return new StatusServerBuilder(requireNonNull(page, "page"));
  }

  static StatusServer start(
      HttpServer http, StatusPage page, Gate gate, LiveEvents events, ServerThreads threads) {
    StatusServer server = new StatusServer(http, threads, events, page, gate);
    http.setExecutor(threads);
    http.createContext("/", server::handle);
    // The JDK's dispatcher is a daemon only if a daemon starts it.
    CompletableFuture.runAsync(http::start, threads).join();
    LOG.info("The status page is at {}", server.uri());
    return server;
  }

  /** Where the page is. */
  public URI uri() {
    InetSocketAddress address = server.getAddress();
    InetAddress ip = address.getAddress();
    String host = ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
    host = host.replaceFirst("%.*$", "");
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
  }

  /** How many more readers may see the page live. For tests. */
  int freePlaces() {
    return events.free();
  }

  /** Ends the server and what it is sending. Returns within a second or so. Idempotent. */
  @Override
  public void close() {
    events.close();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String from = Visitors.from(exchange.getRemoteAddress());
      StatusRequest head = request(exchange, new byte[0]);
      StatusAnswer refusal = gate.refusal(head, from);
      if (refusal != null) {
        send(exchange, refusal);
        return;
      }
      StatusUser user = gate.user(head, from);
      if (user.mayRead()) {
        threads.isForSomebodyKnown();
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        send(exchange, StatusAnswer.text(413, "That is too much."));
        return;
      }
      answer(exchange, request(exchange, body), user, from);
    } catch (RuntimeException e) { // of this library or of the host's publishers
      LOG.error("The status page failed", e);
      if (exchange.getResponseCode() < 0) {
        send(exchange, StatusAnswer.text(500, "The page failed. The log of the host has more."));
      }
    }
  }

  private void answer(HttpExchange exchange, StatusRequest request, StatusUser user, String from)
      throws IOException {
    boolean post = request.method().equals("POST");
    if (post && request.path().equals("login")) {
      send(exchange, gate.login(request, from));
      return;
    }
    if (post && request.path().equals("logout")) {
      StatusAnswer answer = gate.logout(request);
      events.somebodyLoggedOut();
      send(exchange, answer);
      return;
    }
    if (!user.mayRead()) {
      send(exchange, gate.stranger(request));
    } else if (request.path().equals("events") && !post) {
      stream(exchange, request, user, from);
    } else {
      send(exchange, page.answer(request, user));
    }
  }

  private void stream(HttpExchange exchange, StatusRequest request, StatusUser user, String from)
      throws IOException {
    String reader = user.name() + "@" + from;
    if (!events.enter(reader)) {
      send(exchange, StatusAnswer.text(503, "Too many readers see the page live."));
      return;
    }
    try {
      setHeaders(exchange, StatusAnswer.of(200, "text/event-stream", "", Map.of()));
      exchange.sendResponseHeaders(200, 0);
      events.write(
          exchange.getResponseBody(),
          Watching.inPieces(page, user),
          () -> user.equals(gate.user(request, from)));
    } finally {
      events.leave(reader);
    }
  }

  private static StatusRequest request(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return new StatusRequest(
        exchange.getRequestMethod(),
        path(exchange.getRequestURI()),
        Forms.fields(new String(body, UTF_8)),
        headers);
  }

  private static String path(URI uri) {
    @Nullable String path = uri.getPath();
    return path == null ? "" : path.replaceFirst("^/", "");
  }

  private void send(HttpExchange exchange, StatusAnswer answer) throws IOException {
    setHeaders(exchange, answer);
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      Pieces.write(answer.body(), out, threads);
    }
  }

  private static void setHeaders(HttpExchange exchange, StatusAnswer answer) {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
  }
}
