package io.github.maestroevents.drills.journal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of hosts that followed each other in one directory.
 *
 * @param name what was done to them
 * @param lives how many there were, but for the last, which only delivered
 * @param largestBacklog the most events that waited in the journal between two lives
 * @param lostFromMemory accepted events that were in memory alone when a host was killed; SPILL
 *     does not promise more
 * @param lost accepted events that were in the journal and have not arrived
 * @param drained what the last host said
 * @param ledger what was accepted and what arrived
 */
record KillAccount(
    String name,
    int lives,
    long largestBacklog,
    long lostFromMemory,
    long lost,
    HostStats drained,
    DrillLedger ledger) {

  boolean isSound() {
    return ledger.accepted() > 0
        && lost == 0
        && ledger.isOrderly()
        && drained.undelivered() == 0
        && drained.givenUp() == 0
        && drained.inJournal() == 0
        && drained.balanced();
  }

  static void print(List<KillAccount> accounts, PrintStream out) {
    table(accounts).forEach(out::println);
    accounts.stream()
        .filter(account -> !account.isSound())
        .forEach(account -> out.println(account.name() + ", the last host: " + account.drained()));
    out.println(
        accounts.stream().allMatch(KillAccount::isSound)
            ? "RESULT: nothing that was in the journal is lost, and all is in order"
            : "RESULT: an event is lost, reordered or miscounted");
  }

  private static List<String> table(List<KillAccount> accounts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %5s %9s %9s %8s %10s %8s %9s %8s %9s %6s %5s",
            "",
            "hosts",
            "accepted",
            "arrived",
            "in doubt",
            "duplicates",
            "other id",
            "backlog",
            "memory",
            "given up",
            "order",
            "lost"));
    for (KillAccount account : accounts) {
      DrillLedger ledger = account.ledger();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %5d %,9d %,9d %8d %,10d %8d %,9d %,8d %9d %6d %5d",
              account.name(),
              account.lives(),
              ledger.accepted(),
              ledger.arrived(),
              ledger.inDoubt(),
              ledger.duplicates(),
              ledger.otherIds(),
              account.largestBacklog(),
              account.lostFromMemory(),
              ledger.givenUp(),
              ledger.orderViolations(),
              account.lost()));
    }
    return lines;
  }
}
