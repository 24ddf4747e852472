package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.net.TcpProxy;
import java.io.PrintStream;
import java.time.Duration;

/**
 * One broker behind a proxy that breaks the network in four ways, one phase each: nothing passes,
 * connections are reset, acknowledgements are lost, connections are refused. A phase without a
 * fault comes first, to compare with.
 *
 * <p>Lost acknowledgements make duplicates: the broker has the records, the client gives up, the
 * engine sends them again. They have to carry the same id and the same bytes.
 *
 * <p>Exit status: see {@link KafkaAccount#exitStatus}.
 */
public final class BrokenNetworkDrill {

  private static final Duration HEALTHY = Duration.ofSeconds(2);

  /**
   * Over three times as long as Kafka's client tries by itself, so that the engine has to retry,
   * and fails often enough for its circuit breaker to open.
   */
  private static final Duration BROKEN = Duration.ofSeconds(7);

  private BrokenNetworkDrill() {}

  /** Runs the drill; the first argument is how often each fault strikes, twice by default. */
  public static void main(String[] args) {
    int strikes = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    System.exit(run(strikes, LoadShape.full(), System.out).exitStatus());
  }

  static KafkaAccount run(int strikes, LoadShape shape, PrintStream out) {
    try (KafkaCluster kafka = KafkaCluster.builder().behindProxies().start();
        KafkaDrill drill = new KafkaDrill(kafka, shape, out)) {
      TcpProxy proxy = kafka.proxy(1);
      drill.phase("no fault", BrokenNetworkDrill::leaveAlone);
      drill.phase("stall", () -> strike(proxy, proxy::stall, strikes));
      drill.phase("reset", () -> strike(proxy, proxy::reset, strikes));
      drill.phase("lost acks", () -> strike(proxy, proxy::dropReplies, strikes));
      drill.phase("refuse", () -> strike(proxy, proxy::refuse, strikes));
      return drill.account();
    }
  }

  private static int leaveAlone() {
    Pause.of(BROKEN);
    return 0;
  }

  private static int strike(TcpProxy proxy, Runnable fault, int strikes) {
    for (int strike = 0; strike < strikes; strike++) {
      Pause.of(HEALTHY);
      fault.run();
      Pause.of(BROKEN);
      proxy.pass();
    }
    Pause.of(HEALTHY);
    return strikes;
  }
}
