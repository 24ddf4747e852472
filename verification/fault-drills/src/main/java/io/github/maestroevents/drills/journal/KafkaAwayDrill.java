package io.github.maestroevents.drills.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.drills.kafka.TopicReader;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Kafka is down for the whole life of three hosts that follow each other in one directory; then it
 * comes up, and a fourth delivers what they have left. Under JOURNALED the hosts are killed with
 * SIGKILL, under SPILL they close.
 *
 * <p>Exit status: 0 all held; 1 an event is lost, out of order or miscounted.
 */
public final class KafkaAwayDrill {

  private static final int LIVES = 3;
  private static final int CALLERS = 4;
  private static final int SPILLED_PER_SECOND = 500;
  private static final int PARTITIONS = 6;
  private static final int CLOSE_MILLIS = 500;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private KafkaAwayDrill() {}

  /** Runs the drill; the first argument is how many events each host accepts, 20,000 by default. */
  public static void main(String[] args) {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    System.exit(run(events, System.out).stream().allMatch(KillAccount::isSound) ? 0 : 1);
  }

  static List<KillAccount> run(int events, PrintStream out) {
    try (HostHome home = HostHome.create();
        KafkaCluster kafka = KafkaCluster.builder().startNothing()) {
      HostPlan journaled = plan(home.path().resolve("a"), "journaled", kafka);
      HostPlan spilled = plan(home.path().resolve("b"), "spilled", kafka).spilling();
      for (int life = 1; life <= LIVES; life++) {
        live(journaled.with(CALLERS, 0).inLife(life), events);
        live(spilled.with(CALLERS, SPILLED_PER_SECOND).inLife(life), events);
      }
      kafka.launch(1);
      kafka.awaitReady();
      List<KillAccount> accounts =
          List.of(
              recover("JOURNALED, killed", journaled, kafka),
              recover("SPILL, closed", spilled, kafka));
      KillAccount.print(accounts, out);
      return accounts;
    }
  }

  private static HostPlan plan(Path home, String name, KafkaCluster kafka) {
    return HostPlan.of(name, home).to(name + "@" + kafka.bootstrapServers());
  }

  private static void live(HostPlan plan, int events) {
    try (HostProcess host = HostProcess.start(plan).awaitUp()) {
      Await.until(events + " accepted events", DEADLINE, () -> host.status().returned() >= events);
      if (plan.spills()) {
        HostStats unused = host.stop(CLOSE_MILLIS);
      } else {
        host.kill9();
      }
    }
  }

  private static KillAccount recover(String name, HostPlan plan, KafkaCluster kafka) {
    kafka.createTopic(plan.name(), PARTITIONS);
    DrillLedger ledger = new DrillLedger();
    for (int life = 1; life <= LIVES; life++) {
      ledger.enter(plan.inLife(life));
    }
    int backlog = JournalContents.read(plan).size();
    try (HostProcess host = HostProcess.start(plan.inLife(LIVES + 1)).awaitUp()) {
      HostStats drained = host.drain();
      TopicReader.read(
          kafka.directBootstrapServers(), plan.name(), record -> ledger.arrived(line(record)));
      return new KillAccount(name, LIVES, backlog, 0, ledger.missing(), drained, ledger);
    }
  }

  private static EventLine line(ConsumerRecord<byte[], byte[]> record) {
    byte[] id = requireNonNull(record.headers().lastHeader("ce_id"), "ce_id").value();
    return EventLine.of(new String(id, US_ASCII), record.value());
  }
}
