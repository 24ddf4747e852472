package io.github.maestroevents.drills.kafka;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Prints an account: a line for each figure, a column for each phase. */
final class AccountTable {

  private final KafkaAccount account;
  private final List<RunLedger> read;
  private final PrintStream out;

  AccountTable(KafkaAccount account, PrintStream out) {
    this.account = account;
    this.read = account.phases().stream().map(account::read).toList();
    this.out = out;
  }

  void print() {
    heading();
    phaseLine("faults", Phase::faults);
    phaseLine("circuit opened", Phase::circuitOpened);
    phaseLine("calls of send()", Phase::sent);
    phaseLine("  that threw", Phase::thrown);
    phaseLine("offered", Phase::offered);
    phaseLine("accepted", Phase::accepted);
    phaseLine("dropped", Phase::dropped);
    phaseLine("delivered", Phase::delivered);
    phaseLine("retried", Phase::retried);
    phaseLine("dead-lettered", Phase::deadLettered);
    phaseLine("undelivered", Phase::undelivered);
    topicLine("read", run -> run.read);
    topicLine("  duplicates by ce_id", run -> run.duplicates);
    topicLine("  duplicates after filter", run -> run.duplicatesAfterFilter);
    topicLine("  not as it was sent", run -> run.altered);
    topicLine("order violations", run -> run.orderViolations);
    phaseLine("lost", account::lost);
    phaseLine("send() p50, ns", phase -> phase.latency().getValueAtPercentile(50));
    phaseLine("       p99, ns", phase -> phase.latency().getValueAtPercentile(99));
    phaseLine("       p99.9, ns", phase -> phase.latency().getValueAtPercentile(99.9));
    phaseLine("       max, ns", phase -> phase.latency().getMaxValue());
    verdict();
  }

  private void heading() {
    out.printf("%n%-26s", "");
    account.phases().forEach(phase -> out.printf("%13s", phase.name()));
    out.println();
  }

  private void phaseLine(String label, ToLongFunction<Phase> figure) {
    line(label, account.phases().stream().mapToLong(figure).toArray());
  }

  private void topicLine(String label, ToLongFunction<RunLedger> figure) {
    line(label, read.stream().mapToLong(figure).toArray());
  }

  private void line(String label, long[] figures) {
    out.printf("%-26s", label);
    for (long figure : figures) {
      out.printf(Locale.ROOT, "%,13d", figure);
    }
    out.println();
  }

  private void verdict() {
    out.println(
        account.isSound()
            ? "RESULT: every event arrived, in order"
            : "RESULT: an event is lost, reordered or miscounted");
    if (account.isBlocked()) {
      out.println("RESULT: a call of send() took longer than " + KafkaAccount.BLOCKED);
    }
    if (account.topic().foreign() > 0) {
      out.println("Records that nobody sent: " + account.topic().foreign());
    }
  }
}
