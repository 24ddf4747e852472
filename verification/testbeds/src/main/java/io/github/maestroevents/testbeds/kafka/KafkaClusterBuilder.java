package io.github.maestroevents.testbeds.kafka;

import io.github.maestroevents.testbeds.net.FreePorts;
import io.github.maestroevents.testbeds.net.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** What kind of {@link KafkaCluster} to start. */
public final class KafkaClusterBuilder {

  private int nodeCount = 1;
  private boolean behindProxies;
  private final Map<String, String> brokerProperties = new HashMap<>();

  KafkaClusterBuilder() {}

  /** One node, or three that replicate to each other and acknowledge with two in sync. */
  public KafkaClusterBuilder nodes(int count) {
    if (count != 1 && count != 3) {
      throw new IllegalArgumentException("nodes must be 1 or 3: " + count);
    }
    nodeCount = count;
    return this;
  }

  /** Puts a {@link TcpProxy} before each node, through which clients must go. */
  public KafkaClusterBuilder behindProxies() {
    behindProxies = true;
    return this;
  }

  /** Sets a property of every broker; wins over those of the test bed. */
  public KafkaClusterBuilder brokerProperty(String name, String value) {
    brokerProperties.put(name, value);
    return this;
  }

  /** Starts the cluster and returns when it is ready. */
  public KafkaCluster start() {
    KafkaCluster cluster = startNothing();
    try {
      for (int id = 1; id <= nodeCount; id++) {
        cluster.launch(id);
      }
      cluster.awaitReady();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** A cluster whose addresses are known and whose brokers are all still down. */
  public KafkaCluster startNothing() {
    Path home = newHome();
    List<NodeConfig> configs = new ArrayList<>();
    List<TcpProxy> proxies = new ArrayList<>();
    for (int id = 1; id <= nodeCount; id++) {
      int clientPort = FreePorts.next();
      int advertisedPort = clientPort;
      if (behindProxies) {
        TcpProxy proxy = TcpProxy.to(clientPort);
        proxies.add(proxy);
        advertisedPort = proxy.port();
      }
      configs.add(
          new NodeConfig(id, clientPort, FreePorts.next(), FreePorts.next(), advertisedPort));
    }
    return new KafkaCluster(home, processes(configs, home), List.copyOf(proxies));
  }

  private List<KafkaProcess> processes(List<NodeConfig> configs, Path home) {
    String voters =
        configs.stream().map(NodeConfig::controllerVoter).collect(Collectors.joining(","));
    String clusterId = Uuid.randomUuid().toString();
    return configs.stream().map(config -> process(config, voters, clusterId, home)).toList();
  }

  private KafkaProcess process(NodeConfig config, String voters, String clusterId, Path home) {
    try {
      Path nodeHome = Files.createDirectories(home.resolve("node-" + config.id()));
      Properties properties =
          config.brokerProperties(
              voters, nodeCount, nodeHome.resolve("data").toString(), brokerProperties);
      return new KafkaProcess(config, nodeHome, clusterId, properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newHome() {
    try {
      return Files.createTempDirectory("maestro-events-kafka-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
