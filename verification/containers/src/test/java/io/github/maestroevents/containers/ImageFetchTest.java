package io.github.maestroevents.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;
import org.testcontainers.utility.DockerImageName;

/** Against an engine that is nothing but the few answers it gives. */
class ImageFetchTest {

  private static final DockerImageName IMAGE = DockerImageName.parse("some/image:1.0");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private DockerClient engine;

  @BeforeEach
  void startEngine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    URI address = URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
    // Testcontainers' own way to a client asks a real engine for its registry before it fetches.
    engine =
        DockerClientImpl.getInstance(
            DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.toString())
                .build(),
            new ZerodepDockerHttpClient.Builder().dockerHost(address).build());
  }

  @AfterEach
  void stopEngine() throws IOException {
    end.countDown();
    engine.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void image_isNotFetched_whenTheEngineHasIt() {
    given("/images/some/image:1.0/json", 200, "{\"Id\":\"sha256:1\"}");

    assertThat(obstacle(PATIENCE)).isEmpty();
  }

  @Test
  void image_isFetched_whenTheEngineHasItNot() {
    given("/images/some/image:1.0/json", 404, "{\"message\":\"No such image\"}");
    given("/images/create", 200, "{\"status\":\"Pulling\"}\n{\"status\":\"Downloaded\"}\n");

    assertThat(obstacle(PATIENCE)).isEmpty();
  }

  @Test
  void obstacle_namesTheImageAndTheEnginesReason_whenTheRegistryIsOutOfReach() {
    given("/images/some/image:1.0/json", 404, "{\"message\":\"No such image\"}");
    given("/images/create", 500, "{\"message\":\"lookup: no such host\"}");

    assertThat(obstacle(PATIENCE).orElseThrow()).contains("some/image:1.0", "no such host");
  }

  @Test
  void obstacle_namesTheImageAndTheEnginesReason_whenFetchingFailsHalfway() {
    given("/images/some/image:1.0/json", 404, "{\"message\":\"No such image\"}");
    given(
        "/images/create",
        200,
        """
        {"status":"Pulling"}
        {"errorDetail":{"message":"unexpected EOF"},"error":"unexpected EOF"}
        """);

    assertThat(obstacle(PATIENCE).orElseThrow()).contains("some/image:1.0", "unexpected EOF");
  }

  @Test
  void obstacle_isThere_whenFetchingMakesNoProgress() {
    given("/images/some/image:1.0/json", 404, "{\"message\":\"No such image\"}");
    whenAsked("/images/create", exchange -> awaitEnd());

    assertThat(obstacle(Duration.ofMillis(300)).orElseThrow())
        .contains("some/image:1.0", "no progress for PT0.3S");
  }

  @Test
  void obstacle_isThere_whenTheEngineFails() {
    given("/images/some/image:1.0/json", 500, "{\"message\":\"disk is gone\"}");

    assertThat(obstacle(PATIENCE).orElseThrow()).contains("some/image:1.0", "disk is gone");
  }

  private Optional<String> obstacle(Duration longestStandstill) {
    return ImageFetch.obstacle(engine, IMAGE, longestStandstill);
  }

  private void given(String path, int status, String json) {
    whenAsked(path, exchange -> answer(exchange, status, json));
  }

  /** The path comes after the version of the API, which the client chooses. */
  private void whenAsked(String path, HttpHandler handler) {
    handlers.put(path, handler);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
    handlers.getOrDefault(path, ImageFetchTest::answerOk).handle(exchange);
  }

  private static void answerOk(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "{}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
