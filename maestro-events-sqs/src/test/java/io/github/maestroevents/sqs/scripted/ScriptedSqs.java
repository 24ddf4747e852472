package io.github.maestroevents.sqs.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers {@code SendMessageBatch} in the AWS JSON protocol as a script says: for what a real
 * server does not do on demand. It notes every request.
 */
public final class ScriptedSqs implements AutoCloseable {

  /** What to answer; called on a thread of the server, for one request at a time or for several. */
  @FunctionalInterface
  public interface Script {
    ScriptedAnswer answer(ScriptedRequest request) throws Exception;
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();

  // Written by the test between requests, read by the threads of the server.
  private volatile Script script;

  public ScriptedSqs(Script script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Forgets the requests so far and goes on by another script. */
  public void follow(Script next) {
    script = next;
    requests.clear();
  }

  public String queueUrl() {
    return queueUrl("events");
  }

  public String queueUrl(String name) {
    return address("/000000000000/" + name).toString();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public List<ScriptedRequest> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode json = JSON.readTree(exchange.getRequestBody());
    ScriptedRequest request = ScriptedRequest.of(exchange.getRequestURI().getPath(), json);
    requests.add(request);
    ScriptedAnswer answer;
    try {
      answer = script.answer(request);
    } catch (Exception e) {
      exchange.close(); // the script wants no answer
      return;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
