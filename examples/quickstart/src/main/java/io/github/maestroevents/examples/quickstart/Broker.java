package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A real Kafka broker in a process of its own, which ends with this program however that ends: the
 * broker watches the pipe it was started with.
 */
final class Broker implements AutoCloseable {

  private static final int ONLY_NODE = 1;
  private static final int CONNECT_MILLIS = 500;

  private final KafkaCluster cluster;
  private final Thread removeFiles;

  private Broker(KafkaCluster cluster) {
    this.cluster = cluster;
    this.removeFiles = new Thread(cluster::close, "remove-broker");
    Runtime.getRuntime().addShutdownHook(removeFiles);
  }

  /** A broker with a topic, ready for use. */
  static Broker start(String topic, int partitions) {
    Broker broker = new Broker(KafkaCluster.start());
    try {
      broker.cluster.createTopic(topic, partitions);
    } catch (RuntimeException | Error e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  /** {@code host:port}, the same after a restart. */
  String address() {
    return cluster.bootstrapServers();
  }

  /** What {@code kill -9} does; returns when the process is gone. */
  void kill9() {
    cluster.node(ONLY_NODE).kill9();
  }

  /** Starts it on its old port and directory, and returns when it serves. */
  void restart() {
    cluster.restart(ONLY_NODE);
  }

  /** Whether anything listens at the address. Any thread. */
  boolean answers() {
    int colon = address().lastIndexOf(':');
    String host = address().substring(0, colon);
    int port = Integer.parseInt(address().substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(removeFiles);
    cluster.close();
  }
}
