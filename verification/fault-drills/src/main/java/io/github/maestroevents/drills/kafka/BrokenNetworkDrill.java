package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.drills.Pause;
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

  static final String LOST_ACKS = "lost acks";

  private BrokenNetworkDrill() {}

  /** Runs the drill; the first argument is how often each fault strikes, twice by default. */
  public static void main(String[] args) {
    int strikes = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    System.exit(run(strikes, BROKEN, LoadShape.full(), System.out).exitStatus());
  }

  static KafkaAccount run(int strikes, Duration broken, LoadShape shape, PrintStream out) {
    try (KafkaCluster kafka = KafkaCluster.builder().behindProxies().start();
        KafkaDrill drill = new KafkaDrill(kafka, shape, out)) {
      TcpProxy proxy = kafka.proxy(1);
      drill.phase("no fault", () -> leaveAlone(broken));
      drill.phase("stall", () -> strike(proxy, proxy::stall, strikes, broken));
      drill.phase("reset", () -> strike(proxy, proxy::reset, strikes, broken));
      drill.phase(LOST_ACKS, () -> strike(proxy, proxy::dropReplies, strikes, broken));
      drill.phase("refuse", () -> strike(proxy, proxy::refuse, strikes, broken));
      return drill.account();
    }
  }

  private static int leaveAlone(Duration time) {
    Pause.of(time);
    return 0;
  }

  private static int strike(TcpProxy proxy, Runnable fault, int strikes, Duration broken) {
    for (int strike = 0; strike < strikes; strike++) {
      Pause.of(HEALTHY);
      fault.run();
      Pause.of(broken);
      proxy.pass();
    }
    Pause.of(HEALTHY);
    return strikes;
  }
}
