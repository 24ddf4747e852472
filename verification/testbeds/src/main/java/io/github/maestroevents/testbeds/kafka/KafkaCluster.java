package io.github.maestroevents.testbeds.kafka;

import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.net.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka cluster of one or three combined nodes, each a process of its own.
 *
 * <pre>{@code
 * try (KafkaCluster kafka = KafkaCluster.start()) {
 *   kafka.createTopic("events", 6);
 *   String bootstrapServers = kafka.bootstrapServers();
 *   kafka.node(1).kill9();
 *   kafka.restart(1);
 * }
 * }</pre>
 *
 * <p>Clients connect without TLS and need no password unless {@link
 * KafkaClusterBuilder#brokerProperty} says otherwise. Topics are not created by themselves. Not
 * thread-safe.
 */
public final class KafkaCluster implements KafkaService {

  /** Within this a node is up on a machine that has other things to do. */
  static final Duration START_DEADLINE = Duration.ofSeconds(90);

  private final Path home;
  private final List<KafkaProcess> nodes;
  private final List<TcpProxy> proxies;
  private final Admin admin;

  KafkaCluster(Path home, List<KafkaProcess> nodes, List<TcpProxy> proxies) {
    this.home = home;
    this.nodes = nodes;
    this.proxies = proxies;
    // The brokers' own listener: what the test bed does passes no proxy and needs no password.
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                addresses(NodeConfig::directAddress),
                "reconnect.backoff.max.ms",
                "200",
                "request.timeout.ms",
                "5000",
                "default.api.timeout.ms",
                Long.toString(KafkaTopics.DEADLINE.toMillis())));
  }

  /** One node, started and ready, with the defaults of {@link #builder()}. */
  public static KafkaCluster start() {
    return builder().start();
  }

  /** What kind of cluster; by default one node that clients reach directly. */
  public static KafkaClusterBuilder builder() {
    return new KafkaClusterBuilder();
  }

  /** {@inheritDoc} The nodes, or the proxies before them. */
  @Override
  public String bootstrapServers() {
    return addresses(NodeConfig::clientAddress);
  }

  /** Where nodes are reached past every proxy and without a password. */
  public String directBootstrapServers() {
    return addresses(NodeConfig::directAddress);
  }

  /** A node by its number, from 1. */
  public KafkaProcess node(int id) {
    return nodes.get(id - 1);
  }

  /** The proxy before a node; only with {@link KafkaClusterBuilder#behindProxies}. */
  public TcpProxy proxy(int id) {
    if (proxies.isEmpty()) {
      throw new IllegalStateException("This cluster was not built behindProxies()");
    }
    return proxies.get(id - 1);
  }

  /** A client for whatever else a test arranges; reaches the nodes directly. */
  public Admin admin() {
    return admin;
  }

  @Override
  public void createTopic(String topic, int partitions, Map<String, String> configs) {
    new KafkaTopics(admin).create(topic, partitions, configs);
  }

  @Override
  public void suspend() {
    nodes.forEach(KafkaProcess::suspend);
  }

  @Override
  public void resume() {
    nodes.forEach(KafkaProcess::resume);
    awaitReady();
  }

  /** Starts a node that was killed, on its old ports and directory, and waits until it serves. */
  public void restart(int id) {
    launch(id);
    awaitReady();
  }

  /** Starts a node and does not wait; {@link #awaitReady} does. */
  public void launch(int id) {
    node(id).launch();
  }

  /** Waits until every node is part of the cluster; fails at once when one of them has ended. */
  public void awaitReady() {
    try {
      Await.until("all nodes up, or one ended", START_DEADLINE, () -> anyEnded() || isReady());
    } catch (AssertionError e) {
      throw new IllegalStateException(e.getMessage() + "\n" + lastWords(), e);
    }
    if (anyEnded()) {
      throw new IllegalStateException("A broker ended by itself\n" + lastWords());
    }
  }

  /** Kills every node and removes its files. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
    nodes.forEach(KafkaProcess::close);
    proxies.forEach(TcpProxy::close);
    deleteHome();
  }

  private boolean anyEnded() {
    return nodes.stream().anyMatch(node -> !node.isAlive());
  }

  private boolean isReady() throws Exception {
    return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size() == nodes.size();
  }

  private String lastWords() {
    return nodes.stream()
        .map(node -> "broker " + node.id() + " said:\n" + node.lastWords())
        .collect(Collectors.joining("\n"));
  }

  private String addresses(Function<NodeConfig, String> address) {
    return nodes.stream().map(KafkaProcess::config).map(address).collect(Collectors.joining(","));
  }

  private void deleteHome() {
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + home, e);
    }
  }
}
