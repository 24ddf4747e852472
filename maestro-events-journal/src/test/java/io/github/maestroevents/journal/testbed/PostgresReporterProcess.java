package io.github.maestroevents.journal.testbed;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.journal.PostgresJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A host that has some events, reports that it fails, and renews its lease until it is killed. */
public final class PostgresReporterProcess {

  private PostgresReporterProcess() {}

  public static void main(String[] args) {
    EventJournal journal =
        PostgresJournal.on(PostgresServer.dataSource(args[0]), args[1])
            .leaseTime(Duration.ofSeconds(1))
            .open();
    journal.append(Entries.range(1, 7));
    journal.nodeBoard().orElseThrow().reportBy(() -> report("FAILING", "The circuit is open."));
    while (true) {
      int unused = journal.adopt(8);
      System.out.println("told");
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  public static NodeReport report(String state, String... reasons) {
    return new NodeReport(
        state,
        List.of(reasons),
        7,
        Duration.ofSeconds(90),
        1_000,
        10_000,
        300,
        2,
        Duration.ofMinutes(10),
        "1.2.3");
  }
}
