package io.github.maestroevents.testbeds.kafka;

import java.util.Map;
import java.util.Properties;

/**
 * What one combined node (broker and controller) is started with.
 *
 * @param id its number, from 1
 * @param clientPort where clients connect
 * @param brokerPort where other brokers, and the test bed itself, connect
 * @param controllerPort where controllers talk
 * @param advertisedPort where clients are told to connect: {@code clientPort}, or a proxy's
 */
record NodeConfig(int id, int clientPort, int brokerPort, int controllerPort, int advertisedPort) {

  private static final String HOST = "127.0.0.1";

  String clientAddress() {
    return HOST + ":" + advertisedPort;
  }

  String directAddress() {
    return HOST + ":" + brokerPort;
  }

  String controllerVoter() {
    return id + "@" + HOST + ":" + controllerPort;
  }

  /** The broker's properties; {@code overrides} win. */
  Properties brokerProperties(
      String voters, int nodes, String directory, Map<String, String> overrides) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(id));
    p.setProperty("log.dirs", directory);
    p.setProperty("controller.quorum.voters", voters);
    listeners(p);
    replication(p, nodes);
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    // A killed broker is missed, and a restarted one believed, after this long. The default of 9 s
    // makes each restart drill that much longer; less would fence brokers on a busy machine.
    p.setProperty("broker.session.timeout.ms", nodes == 1 ? "3000" : "6000");
    p.setProperty("broker.heartbeat.interval.ms", "500");
    p.setProperty("replica.lag.time.max.ms", "6000");
    // The cleaner would take 128 MiB of a heap that has 384.
    p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    p.putAll(overrides);
    return p;
  }

  private void listeners(Properties p) {
    p.setProperty(
        "listeners",
        "CLIENT://%s:%d,BROKER://%s:%d,CONTROLLER://%s:%d"
            .formatted(HOST, clientPort, HOST, brokerPort, HOST, controllerPort));
    p.setProperty(
        "advertised.listeners",
        "CLIENT://%s,BROKER://%s".formatted(clientAddress(), directAddress()));
    p.setProperty(
        "listener.security.protocol.map", "CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("inter.broker.listener.name", "BROKER");
    p.setProperty("controller.listener.names", "CONTROLLER");
  }

  private static void replication(Properties p, int nodes) {
    String factor = Integer.toString(Math.min(nodes, 3));
    String minInSync = Integer.toString(Math.max(1, Math.min(nodes, 3) - 1));
    p.setProperty("default.replication.factor", factor);
    p.setProperty("min.insync.replicas", minInSync);
    p.setProperty("offsets.topic.replication.factor", factor);
    p.setProperty("offsets.topic.num.partitions", "1");
    // Events of tests are dated in the past: the first look of a broker, after 30 s, would delete
    // them.
    p.setProperty("log.retention.ms", "-1");
    p.setProperty("transaction.state.log.replication.factor", factor);
    p.setProperty("transaction.state.log.min.isr", minInSync);
    p.setProperty("transaction.state.log.num.partitions", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", factor);
    p.setProperty("share.coordinator.state.topic.min.isr", minInSync);
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
  }
}
