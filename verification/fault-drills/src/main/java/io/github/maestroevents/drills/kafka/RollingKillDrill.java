package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Three brokers, each partition on all of them and acknowledged by two. One after the other is
 * killed with SIGKILL and started again, round after round, while callers send.
 *
 * <p>Exit status: see {@link KafkaAccount#exitStatus}.
 */
public final class RollingKillDrill {

  private static final int NODES = 3;
  private static final Duration UP = Duration.ofSeconds(2);
  private static final Duration DOWN = Duration.ofSeconds(3);

  private RollingKillDrill() {}

  /** Runs the drill; the first argument is the number of kills, 9 by default. */
  public static void main(String[] args) {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    System.exit(run(kills, LoadShape.full(), System.out).exitStatus());
  }

  static KafkaAccount run(int kills, LoadShape shape, PrintStream out) {
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(NODES).start();
        KafkaDrill drill = new KafkaDrill(kafka, shape, out)) {
      drill.phase("rolling kill", () -> killInTurns(kafka, kills));
      return drill.account();
    }
  }

  private static int killInTurns(KafkaCluster kafka, int kills) {
    for (int kill = 0; kill < kills; kill++) {
      int node = 1 + kill % NODES;
      Pause.of(UP);
      kafka.node(node).kill9();
      Pause.of(DOWN);
      kafka.restart(node);
      Replicas.awaitInSync(kafka);
    }
    Pause.of(UP);
    return kills;
  }
}
