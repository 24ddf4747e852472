package io.github.maestroevents.verification.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What a monitor and an operator see of a host over HTTP, with a broker that dies. */
class ObservedHostTest {

  private static final Duration DEADLINE = Duration.ofSeconds(180);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;

  private static KafkaCluster kafka;
  private static ConfigurableApplicationContext host;

  @BeforeAll
  static void start() {
    kafka = KafkaCluster.start();
    kafka.createTopic("events", 1);
    host =
        new SpringApplication(BootHost.class)
            .run(
                "--server.port=0",
                "--spring.main.web-application-type=servlet",
                "--events.brokers=" + kafka.bootstrapServers(),
                "--events.journal=" + directory.resolve("journal"),
                "--maestro.events.destinations.audit.retry.max-delay=1s",
                "--maestro.events.destinations.audit.circuit-breaker.max-open-for=5s",
                "--maestro.events.health.oldest-event.degraded=1s",
                "--maestro.events.health.oldest-event.failing=2s");
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
    kafka.close();
  }

  @Test
  void health_fails_whenTheBrokerDies_whileTheHostStaysReady_andIsUp_whenItIsBack() {
    send("before");
    awaitHealth(200, "\"delivery\":\"HEALTHY\"");

    kafka.node(1).kill9();
    try {
      send("meanwhile");
      awaitHealth(503, "\"delivery\":\"FAILING\"");
      assertThat(get("/actuator/health").body())
          .contains("\"status\":\"DOWN\"")
          .contains("the oldest undelivered event is");
      assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(get("/actuator/maestroevents").body())
          .contains("\"status\":\"FAILING\"")
          .contains("OLDEST_EVENT");
    } finally {
      kafka.restart(1);
    }
    awaitHealth(200, "\"delivery\":\"HEALTHY\"");
  }

  @Test
  void meters_areScraped_underTheNamesOfPrometheus() {
    send("metered");
    Await.until(
        "the meters",
        DEADLINE,
        () -> {
          String scrape = get("/actuator/prometheus").body();
          return scrape.contains("maestro_events_delivered_total{")
              && scrape.contains("maestro_events_oldest_age_seconds{")
              && scrape.contains("destination=\"audit\"");
        });
  }

  @Test
  void operator_pausesAndResumesADestination() {
    send("looked at");
    HttpResponse<String> shown = get("/actuator/maestroevents/audit");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains("\"accepted\":")
        .contains("\"settings\":\"acceptance JOURNALED")
        .doesNotContain("hunter2");

    assertThat(post("/actuator/maestroevents/audit/pause").body()).contains("\"paused\":true");
    assertThat(get("/actuator/health").body()).contains("paused by the host");
    assertThat(post("/actuator/maestroevents/audit/resume").body()).contains("\"paused\":false");
    assertThat(post("/actuator/maestroevents/audit/flush").statusCode()).isEqualTo(200);
    assertThat(post("/actuator/maestroevents/audit/close").statusCode()).isEqualTo(400);
    assertThat(post("/actuator/maestroevents/nobody/pause").statusCode()).isEqualTo(400);
  }

  private static void send(String id) {
    host.getBean("maestroEventsPublisher", DeliveringPublisher.class)
        .send(
            HostEvent.builder("com.example.observed", id).json("{\"secret\":\"hunter2\"}").build());
  }

  private static void awaitHealth(int status, String details) {
    Await.until(
        status + " with " + details,
        DEADLINE,
        () -> {
          HttpResponse<String> health = get("/actuator/health");
          return health.statusCode() == status && health.body().contains(details);
        });
  }

  private static HttpResponse<String> get(String path) {
    return call(request(path).GET());
  }

  private static HttpResponse<String> post(String path) {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private static HttpRequest.Builder request(String path) {
    String port = host.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  private static HttpResponse<String> call(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
