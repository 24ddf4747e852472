package io.github.maestroevents.drills.journal;

import io.github.maestroevents.testbeds.Await;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Hosts with a journal in PostgreSQL, under load from four threads each. First two share the
 * database, and one of them, whose sink is down, is killed with SIGKILL: the other has to deliver
 * its events once the lease is over. Then the database restarts under a host, again and again: what
 * {@code send} has accepted has to arrive.
 *
 * <p>Exit status: 0 all held; 1 an event is lost, out of order or miscounted.
 */
public final class PostgresDrill {

  private static final int CALLERS = 4;
  private static final int NEIGHBOUR_PER_SECOND = 50;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final PostgresBed database;
  private final Path home;
  private final int events;
  private final PrintStream out;

  private PostgresDrill(PostgresBed database, Path home, int events, PrintStream out) {
    this.database = database;
    this.home = home;
    this.events = events;
    this.out = out;
  }

  /** Arguments: events between two faults, 5,000 by default; restarts of the database, 5. */
  public static void main(String[] args) {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int restarts = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<KillAccount> accounts = run(events, restarts, System.out);
    System.exit(accounts.stream().allMatch(KillAccount::isSound) ? 0 : 1);
  }

  static List<KillAccount> run(int events, int restarts, PrintStream out) {
    try (HostHome home = HostHome.create();
        PostgresBed database = PostgresBed.start(home.path().resolve("database"))) {
      PostgresDrill drill = new PostgresDrill(database, home.path(), events, out);
      List<KillAccount> accounts = List.of(drill.neighbourDies(), drill.databaseRestarts(restarts));
      KillAccount.print(accounts, out);
      return accounts;
    }
  }

  private KillAccount neighbourDies() {
    HostPlan dying = plan("dying").with(CALLERS, 0);
    HostPlan living = plan("living").with(CALLERS, NEIGHBOUR_PER_SECOND);
    DrillLedger ledger = new DrillLedger();
    try (HostProcess neighbour = HostProcess.start(living).awaitUp();
        HostProcess host = HostProcess.start(dying).awaitUp()) {
      awaitReturned(host, events);
      HostHome.sinkIsDown(dying, true);
      awaitReturned(host, 2L * events);
      host.kill9();
      long killed = System.nanoTime();
      ledger.enter(dying);
      long backlog = ledger.missing();
      Await.until("adoption", DEADLINE, () -> neighbour.status().recovered() >= backlog);
      Await.until("delivery", DEADLINE, () -> hasDelivered(living, ledger));
      out.printf(
          Locale.ROOT,
          "%,d events of the dead delivered by the living %,d ms after the kill; lease %,d ms%n",
          backlog,
          Duration.ofNanos(System.nanoTime() - killed).toMillis(),
          HostParts.LEASE_TIME.toMillis());
      HostStats drained = neighbour.drain();
      ledger.enter(living);
      return new KillAccount("one of two killed", 2, backlog, 0, ledger.missing(), drained, ledger);
    }
  }

  private static boolean hasDelivered(HostPlan living, DrillLedger dead) {
    DrillLedger delivered = new DrillLedger();
    delivered.enterArrived(living);
    return dead.isCompletedBy(delivered);
  }

  private KillAccount databaseRestarts(int restarts) {
    HostPlan plan = plan("patient").with(CALLERS, 0);
    DrillLedger ledger = new DrillLedger();
    try (HostProcess host = HostProcess.start(plan).awaitUp()) {
      for (int i = 0; i < restarts; i++) {
        awaitReturned(host, host.status().returned() + events);
        database.restart();
      }
      awaitReturned(host, host.status().returned() + events);
      HostStats drained = host.drain();
      out.printf(Locale.ROOT, "%,d restarts; send threw %,d times%n", restarts, drained.thrown());
      ledger.enter(plan);
      return new KillAccount("database restarts", 1, 0, 0, ledger.missing(), drained, ledger);
    }
  }

  private HostPlan plan(String name) {
    return HostPlan.of(name, home).on(database.url());
  }

  private static void awaitReturned(HostProcess host, long events) {
    Await.until(events + " accepted events", DEADLINE, () -> host.status().returned() >= events);
  }
}
