package io.github.maestroevents.drills.journal;

import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.testbeds.Await;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Hosts that follow each other in one directory, each under load from four threads and killed with
 * SIGKILL at a random instant, from the opening of the journal on; the last one delivers what they
 * have left. Under JOURNALED every accepted event has to arrive. SPILL promises that of what is in
 * the journal, and of everything when the host closes.
 *
 * <p>Exit status: 0 all held; 1 an event is lost, out of order or miscounted.
 */
public final class KillDrill {

  private static final int CALLERS = 4;

  /** For each caller, since nothing else slows a caller down whose events are in memory. */
  private static final int SPILLED_PER_SECOND = 500;

  /** What a host does before its last moments, at most. */
  private static final int MOST_WORK = 500;

  private static final int LAST_MOMENTS_MILLIS = 500;
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final int CLOSE_MILLIS = 100;

  private final Path home;
  private final Random random;
  private final int lives;

  private KillDrill(Path home, int lives, long seed) {
    this.home = home;
    this.lives = lives;
    this.random = new Random(seed);
  }

  /**
   * Arguments: how many hosts of each kind, 100 by default, and the seed of the random instants.
   */
  public static void main(String[] args) {
    int lives = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : new Random().nextInt(1_000_000);
    List<KillAccount> accounts = run(lives, Math.max(2, lives / 5), seed, System.out);
    System.exit(accounts.stream().allMatch(KillAccount::isSound) ? 0 : 1);
  }

  static List<KillAccount> run(int journaled, int spilled, long seed, PrintStream out) {
    out.println("seed " + seed);
    try (HostHome home = HostHome.create()) {
      List<KillAccount> accounts =
          List.of(
              new KillDrill(home.path().resolve("a"), journaled, seed).journaledAndKilled(),
              new KillDrill(home.path().resolve("b"), spilled, seed).spilledAndKilled(),
              new KillDrill(home.path().resolve("c"), spilled, seed).spilledAndClosed());
      KillAccount.print(accounts, out);
      return accounts;
    }
  }

  /** The sink is down in a third of the lives, so that backlogs outlive several kills. */
  private KillAccount journaledAndKilled() {
    HostPlan plan = HostPlan.of("host", home).with(CALLERS, 0);
    DrillLedger ledger = new DrillLedger();
    long largestBacklog = 0;
    for (int life = 1; life <= lives; life++) {
      HostPlan now = plan.inLife(life);
      HostHome.sinkIsDown(now, random.nextInt(3) == 0);
      liveAndBeKilled(now);
      ledger.enter(now);
      largestBacklog = Math.max(largestBacklog, ledger.missing());
    }
    HostStats drained = drain(plan, ledger);
    return new KillAccount(
        "JOURNALED, killed", lives, largestBacklog, 0, ledger.missing(), drained, ledger);
  }

  /** The sink is down all the time; what the journal held after any kill has to arrive. */
  private KillAccount spilledAndKilled() {
    HostPlan plan = HostPlan.of("host", home).spilling().with(CALLERS, SPILLED_PER_SECOND);
    HostHome.sinkIsDown(plan, true);
    DrillLedger ledger = new DrillLedger();
    Set<EventLine> found = new HashSet<>();
    for (int life = 1; life <= lives; life++) {
      HostPlan now = plan.inLife(life);
      liveAndBeKilled(now);
      ledger.enter(now);
      found.addAll(JournalContents.read(now));
    }
    HostStats drained = drain(plan, ledger);
    long lost = found.stream().filter(line -> !ledger.hasArrived(line)).count();
    return new KillAccount(
        "SPILL, killed", lives, found.size(), ledger.missing() - lost, lost, drained, ledger);
  }

  private KillAccount spilledAndClosed() {
    HostPlan plan = HostPlan.of("host", home).spilling().with(CALLERS, SPILLED_PER_SECOND);
    HostHome.sinkIsDown(plan, true);
    DrillLedger ledger = new DrillLedger();
    long largestBacklog = 0;
    for (int life = 1; life <= lives; life++) {
      HostPlan now = plan.inLife(life);
      try (HostProcess host = HostProcess.start(now).awaitUp()) {
        awaitWork(host, now, 1);
        Pause.of(randomTime());
        largestBacklog = Math.max(largestBacklog, host.stop(CLOSE_MILLIS).inJournal());
      }
      ledger.enter(now);
    }
    HostStats drained = drain(plan, ledger);
    return new KillAccount(
        "SPILL, closed", lives, largestBacklog, 0, ledger.missing(), drained, ledger);
  }

  /** Every fourth host is killed while it opens, or soon after; the others with work done. */
  private void liveAndBeKilled(HostPlan plan) {
    try (HostProcess host = HostProcess.start(plan)) {
      if (random.nextInt(4) > 0) {
        awaitWork(host.awaitUp(), plan, random.nextInt(MOST_WORK));
      }
      Pause.of(randomTime());
      host.kill9();
    }
  }

  /** So many events accepted; under SPILL, so many in the journal. */
  private static void awaitWork(HostProcess host, HostPlan plan, int events) {
    Await.until(
        events + " events",
        DEADLINE,
        () -> {
          HostStats status = host.status();
          return (plan.spills() ? status.inJournal() : status.returned()) >= events;
        });
  }

  private Duration randomTime() {
    return Duration.ofMillis(random.nextInt(LAST_MOMENTS_MILLIS));
  }

  /** One more host, without callers, whose sink is up. */
  private HostStats drain(HostPlan plan, DrillLedger ledger) {
    HostPlan last = plan.inLife(lives + 1).with(0, 0);
    HostHome.sinkIsDown(last, false);
    try (HostProcess host = HostProcess.start(last).awaitUp()) {
      HostStats stats = host.drain();
      ledger.enter(last);
      return stats;
    }
  }
}
