package io.github.maestroevents.testbeds.kafka.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.Errors;

/**
 * One broker on the loopback address that knows as much of Kafka's protocol as a producer needs,
 * and answers as a script says: for errors that no real broker brings on demand. Every topic
 * exists. Sequences of idempotent producers are checked as a real broker does.
 *
 * <pre>{@code
 * try (ScriptedBroker broker = ScriptedBroker.start(1)) {
 *   broker.refuse(value -> value.contains("e1"), Errors.UNKNOWN_SERVER_ERROR, 1);
 *   send(broker.bootstrapServers());
 *   broker.values("events", 0);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Its threads are daemons.
 */
public final class ScriptedBroker implements AutoCloseable {

  private final ServerSocket server;
  private final int partitions;
  private final Duration answerDelay;
  private final List<Refusal> script = new ArrayList<>();
  private final Map<String, PartitionLog> logs = new HashMap<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private long nextProducerId = 1;
  private int produceRequests;
  // Read by the threads of the connections, which produce nothing while it is set.
  private volatile boolean silent;
  // Set by the test before its clients ask.
  private volatile Predicate<String> missing = topic -> false;

  private ScriptedBroker(int partitions, Duration answerDelay) throws IOException {
    this.partitions = partitions;
    this.answerDelay = answerDelay;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon("scripted-broker", this::accept);
  }

  /** A broker that answers each request at once. */
  public static ScriptedBroker start(int partitions) {
    return startPipelined(partitions, Duration.ZERO);
  }

  /**
   * A broker that takes requests as they come and answers them once none has come for so long, so
   * that a client with several requests under way hears of the first when it has sent the others.
   */
  public static ScriptedBroker startPipelined(int partitions, Duration quiet) {
    try {
      return new ScriptedBroker(partitions, quiet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The next so many batches with such a value are answered with the error, and not appended. */
  public synchronized ScriptedBroker refuse(Predicate<String> value, Errors error, int times) {
    script.add(new Refusal(value, error, false, times));
    return this;
  }

  /** As {@link #refuse}, but the batches are appended. */
  public synchronized ScriptedBroker appendAndSay(
      Predicate<String> value, Errors error, int times) {
    script.add(new Refusal(value, error, true, times));
    return this;
  }

  /** Whether everything in the script has been said. */
  public synchronized boolean isThroughTheScript() {
    return script.stream().allMatch(Refusal::isOver);
  }

  /** What was appended to a partition, in this order. */
  public synchronized List<String> values(String topic, int partition) {
    return log(topic, partition).values();
  }

  /** Produce requests that have come so far. */
  public synchronized int produceRequests() {
    return produceRequests;
  }

  /** From now on requests to produce are read and never answered, or are again. */
  public void silent(boolean silent) {
    this.silent = silent;
  }

  /** Topics that this broker does not know; none unless set. */
  public void missing(Predicate<String> topics) {
    missing = topics;
  }

  boolean isMissing(String topic) {
    return missing.test(topic);
  }

  boolean isSilent() {
    return silent;
  }

  int partitions() {
    return partitions;
  }

  int port() {
    return server.getLocalPort();
  }

  Duration answerDelay() {
    return answerDelay;
  }

  synchronized long newProducerId() {
    return nextProducerId++;
  }

  synchronized void countRequest() {
    produceRequests++;
  }

  synchronized Errors produce(String topic, int partition, ProducedBatch batch) {
    for (Refusal refusal : script) {
      if (refusal.takes(batch)) {
        Errors appended = refusal.appends() ? log(topic, partition).append(batch) : Errors.NONE;
        return appended == Errors.NONE ? refusal.error() : appended;
      }
    }
    return log(topic, partition).append(batch);
  }

  private PartitionLog log(String topic, int partition) {
    return logs.computeIfAbsent(topic + "-" + partition, name -> new PartitionLog());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.add(socket);
        daemon("scripted-broker-connection", () -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new ScriptedConnection(this, socket).serve();
    } catch (IOException e) {
      // The client, or the test, has gone.
    } finally {
      connections.remove(socket);
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closeQuietly(server);
    connections.forEach(ScriptedBroker::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      // It is gone, which is all that is wanted.
    }
  }
}
