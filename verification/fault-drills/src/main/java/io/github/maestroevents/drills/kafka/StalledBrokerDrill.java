package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Three brokers, one of which is suspended with SIGSTOP, in turns: its connections stay open and
 * nothing answers, first for longer than the cluster waits for a broker, then for shorter. It goes
 * on where it stopped, not knowing that others took its place.
 *
 * <p>Exit status: see {@link KafkaAccount#exitStatus}.
 */
public final class StalledBrokerDrill {

  private static final int NODES = 3;
  private static final Duration RUNNING = Duration.ofSeconds(3);

  /** The test bed's brokers are missed after 6 s; the other brokers take over while this lasts. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** Longer than a request may take, too short for the broker to be missed. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private StalledBrokerDrill() {}

  /** Runs the drill; the first argument is the number of stalls, 6 by default. */
  public static void main(String[] args) {
    int stalls = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    System.exit(run(stalls, LoadShape.full(), System.out).exitStatus());
  }

  static KafkaAccount run(int stalls, LoadShape shape, PrintStream out) {
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(NODES).start();
        KafkaDrill drill = new KafkaDrill(kafka, shape, out)) {
      drill.phase("stalls", () -> stallInTurns(kafka, stalls));
      return drill.account();
    }
  }

  private static int stallInTurns(KafkaCluster kafka, int stalls) {
    for (int stall = 0; stall < stalls; stall++) {
      int node = 1 + stall % NODES;
      Pause.of(RUNNING);
      kafka.node(node).suspend();
      Pause.of(stall % 2 == 0 ? LONG : SHORT);
      kafka.node(node).resume();
      kafka.awaitReady();
      Replicas.awaitInSync(kafka);
    }
    Pause.of(RUNNING);
    return stalls;
  }
}
