package io.github.maestroevents.verification.netflix;

import io.github.maestroevents.testbeds.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers that share a queue, and the topic to which they publish. Used by one thread. */
final class Fleet implements AutoCloseable {

  /** Those that may publish: of the update queue and of the notification queue. */
  static final int WORKERS = 20;

  private static final Duration DEADLINE = Duration.ofSeconds(180);

  private final Bed bed;
  private final String name;
  private final String url;
  private final List<String> settings;
  private final Map<String, ServerProcess> servers = new LinkedHashMap<>();
  private final List<String> nodes = new ArrayList<>();
  private int enqueued;

  /**
   * @param name of the database and of the topic; both are new
   * @param settings beyond the five lines of docs/netflix-maestro.md
   */
  Fleet(Bed bed, String name, List<String> settings) {
    this.bed = bed;
    this.name = name;
    this.url = bed.database().create(name);
    this.settings = settings;
    bed.kafka().createTopic(name, 6, Map.of());
  }

  /** Starts a server and does not wait. */
  ServerProcess launch(String node) {
    return launch(ServerProcess.DROP_IN.toString(), node);
  }

  private ServerProcess launch(String loaderPath, String node) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--engine.configs.jdbc-url=" + url);
    arguments.add("--host.sends=" + file(node, "sends"));
    arguments.add("--maestro.queue.scan-interval=1000");
    arguments.add("--spring.config.additional-location=file:" + fiveLines());
    arguments.addAll(settings);
    ServerProcess server = 
        ServerProcess.start(
            file(node, "log"), ServerProcess.launcher(loaderPath), arguments);
    servers.put(node, server);
    nodes.add(node);
    return server;
  }

  ServerProcess start(String node) {
    return launch(node).awaitUp();
  }

  /** With more than the drop-in on loader.path. */
  ServerProcess startWith(String loaderPath, String node) {
    return launch(loaderPath, node).awaitUp();
  }

  /** As docs/netflix-maestro.md has them. */
  private Path fiveLines() {
    try {
      return Files.writeString(
          bed.home().resolve(name + ".yml"),
          """
          maestro.notifier.type: maestro-events
          maestro.events.destinations.audit:
            type: kafka
            topic: %s
            kafka.bootstrap.servers: %s
          """
              .formatted(name, bed.kafka().bootstrapServers()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String node, String suffix) {
    return bed.home().resolve(name + "-" + node + "." + suffix);
  }

  /** Puts the next events in the queue, for whichever server takes them. */
  void enqueue(int count) {
    bed.database().enqueue(name, bed.events(), enqueued, enqueued + count);
    enqueued += count;
  }

  /** Waits until the servers have had every event accepted. */
  void awaitAccepted() {
    Await.until("an empty queue", DEADLINE, () -> bed.database().queued(name) == 0);
  }

  /** Waits until every event that was enqueued is on the topic. */
  Arrivals awaitArrivals() {
    Await.until("every event", DEADLINE, () -> arrivals().missing(enqueued).isEmpty());
    return arrivals();
  }

  Arrivals arrivals() {
    return Arrivals.on(bed.kafka().directBootstrapServers(), name, bed.events());
  }

  /** What lies in the journal, of any node. */
  long journaled() {
    return bed.database().number(name, "SELECT count(DISTINCT event_id) FROM maestro_journal_event");
  }

  Sends sends(String node) {
    return Sends.of(file(node, "sends"));
  }

  List<String> nodes() {
    return nodes;
  }

  String log(String node) {
    return servers.get(node).log();
  }

  @Override
  public void close() {
    servers.values().forEach(ServerProcess::close);
  }
}
