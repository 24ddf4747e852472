package io.github.maestroevents.verification.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testbeds.Await;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator sees of the events in a server that has Spring Boot's actuator. The other tests
 * of this module run a server that has none.
 */
class ObservedServerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  @TempDir static Path home;

  private static Bed bed;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startBed() {
    bed = Bed.start(home);
  }

  @AfterAll
  static void endBed() {
    bed.close();
  }

  @Test
  void healthEndpointAndMeters_tellOfTheDestination_andOfAnOutage() throws Exception {
    try (Fleet fleet = new Fleet(bed, "observed", settings())) {
      ServerProcess server = fleet.startWith(loaderPath(), "one");
      URI actuator = URI.create("http://localhost:" + port(server) + "/actuator/");
      fleet.enqueue(50);
      fleet.awaitAccepted();
      fleet.awaitArrivals();

      assertThat(get(actuator.resolve("health"), 200))
          .contains("\"maestroEvents\"", "\"audit\"", "HEALTHY");
      assertThat(get(actuator.resolve("maestroevents"), 200))
          .contains("\"audit\"", "\"balanced\":true");
      assertThat(get(actuator.resolve("metrics/maestro.events.delivered"), 200))
          .contains("destination", "audit");

      bed.kafka().node(1).kill9();
      try {
        fleet.enqueue(50);
        fleet.awaitAccepted();
        Await.until(
            "DOWN while Kafka is away",
            DEADLINE,
            () -> answer(actuator.resolve("health")).statusCode() == 503);
        assertThat(get(actuator.resolve("health"), 503)).contains("FAILING", "oldest");
      } finally {
        bed.kafka().restart(1);
      }
      fleet.awaitArrivals();
    }
  }

  private static List<String> settings() {
    return List.of(
        "--spring.main.web-application-type=servlet",
        "--server.port=0",
        "--management.endpoints.web.exposure.include=health,metrics,maestroevents",
        "--management.endpoint.health.show-details=always",
        "--maestro.events.health.oldest-event.degraded=1s",
        "--maestro.events.health.oldest-event.failing=2s");
  }

  /** The drop-in, and what the server's own jar would have if it had been built with it. */
  private static String loaderPath() {
    List<String> jars = new ArrayList<>(List.of(ServerProcess.DROP_IN.toString()));
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (jar.matches(".*(actuator|micrometer|HdrHistogram|LatencyUtils|tomcat|spring-web|-web-).*")
          || jar.matches(".*(boot-starter-json|jackson-(datatype|module)).*")) {
        jars.add(jar);
      }
    }
    return String.join(",", jars);
  }

  private static String port(ServerProcess server) {
    Await.until("its port", DEADLINE, () -> PORT.matcher(server.log()).find());
    Matcher port = PORT.matcher(server.log());
    assertThat(port.find()).isTrue();
    return port.group(1);
  }

  private String get(URI uri, int status) throws Exception {
    HttpResponse<String> answer = answer(uri);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private HttpResponse<String> answer(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
