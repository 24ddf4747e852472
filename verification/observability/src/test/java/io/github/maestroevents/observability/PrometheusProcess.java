package io.github.maestroevents.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.net.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A real Prometheus in a process of its own, which scrapes one host every second. It ends with this
 * JVM, also when this JVM is killed: a shell beside it waits for the end of a pipe from here.
 */
final class PrometheusProcess implements AutoCloseable {

  private static final Duration START_DEADLINE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;
  private static final String WATCHED =
      "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!;"
          + " { cat <&3 >/dev/null; kill -9 $p 2>/dev/null; } & wait $p";

  private final Process shell;
  private final Path log;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private PrometheusProcess(Process shell, Path log, int port) {
    this.shell = shell;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it and returns when it is ready.
   *
   * @param home an empty directory for its files
   * @param rules what it loads
   */
  static PrometheusProcess start(Path home, String target, Path... rules) throws IOException {
    for (int attempt = 1; ; attempt++) {
      PrometheusProcess prometheus =
          launch(Files.createDirectory(home.resolve("prometheus-" + attempt)), target, rules);
      try {
        Await.until(
            "Prometheus is ready, or ended",
            START_DEADLINE,
            () -> !prometheus.shell.isAlive() || prometheus.get("/-/ready").contains("Ready"));
      } catch (AssertionError e) {
        prometheus.close();
        throw e;
      }
      if (prometheus.shell.isAlive()) {
        return prometheus;
      }
      prometheus.close();
      if (attempt == ATTEMPTS) { // somebody may have taken the port; not three times
        throw new IllegalStateException("Prometheus ended: " + Files.readString(prometheus.log));
      }
    }
  }

  private static PrometheusProcess launch(Path home, String target, Path... rules)
      throws IOException {
    StringBuilder config =
        new StringBuilder(
            "global:\n  scrape_interval: 1s\n  evaluation_interval: 1s\nrule_files:\n");
    for (Path rule : rules) {
      config.append("  - ").append(rule.toAbsolutePath()).append('\n');
    }
    config
        .append("scrape_configs:\n  - job_name: maestro\n    static_configs:\n")
        .append("      - targets: ['" + target + "']\n");
    Path file = Files.writeString(home.resolve("prometheus.yml"), config);
    Path log = home.resolve("prometheus.log");
    int port = FreePorts.next();
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                WATCHED,
                "sh",
                Promtool.program("prometheus").toString(),
                "--config.file=" + file.toAbsolutePath(),
                "--storage.tsdb.path=" + home.resolve("data").toAbsolutePath(),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new PrometheusProcess(shell, log, port);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The names of the alerts that fire now. */
  Set<String> firing() throws IOException, InterruptedException {
    Set<String> firing = new TreeSet<>();
    for (JsonNode alert : json("/api/v1/alerts").get("data").get("alerts")) {
      if (alert.get("state").asText().equals("firing")) {
        firing.add(alert.get("labels").get("alertname").asText());
      }
    }
    return firing;
  }

  /** The names of all series it has. */
  Set<String> names() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    json("/api/v1/label/__name__/values").get("data").forEach(name -> names.add(name.asText()));
    return names;
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(path));
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Prometheus survived a kill -9");
      }
    } catch (IOException e) {
      throw new IllegalStateException("The pipe to Prometheus' shell does not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while killing Prometheus", e);
    }
  }
}
