package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** The account as text. Every figure in it was measured in this run. */
final class Report {

  private static final String LATENCY_ROW = "  %-12s %12s %12s %12s %14s";

  private final List<String> lines = new ArrayList<>();

  private Report() {}

  static List<String> outage(Outage.Seen outage) {
    Report report = new Report();
    report.title("THE OUTAGE");
    report.row(
        "broker dead after kill -9", Figures.seconds(outage.dead()), "until it was started again");
    report.row("without a broker in all", Figures.seconds(outage.out()), "until it served again");
    report.row(
        "connections refused",
        Figures.number(outage.refused()),
        "of " + Figures.number(outage.probes()) + " tried while it was dead");
    DeliveryStats gone = outage.whenGone();
    DeliveryStats start = outage.atStart();
    report.row(
        "accepted from callers meanwhile",
        Figures.number(start.accepted() - gone.accepted()),
        "while the broker was dead");
    report.row(
        "delivered meanwhile",
        Figures.number(start.delivered() - gone.delivered()),
        "answers that were already on their way");
    DeliveryStats back = outage.whenBack();
    report.row(
        "held in memory when it was back",
        Figures.number(back.undelivered()),
        "queued "
            + Figures.number(back.queued())
            + ", waiting "
            + Figures.number(back.waiting())
            + ", in flight "
            + Figures.number(back.inFlight()));
    return report.lines;
  }

  static List<String> account(Account account) {
    DeliveryStats stats = account.stats();
    Report report = new Report();
    report.title("WHAT BECAME OF THE EVENTS");
    report.row("offered", stats.offered(), "calls of send()");
    report.row("accepted", stats.accepted(), "taken into memory; send() returned at once");
    report.row("delivered", stats.delivered(), "acknowledged by the broker");
    report.row("retried", stats.retried(), "attempts of the library, not of Kafka's client");
    report.row("dropped", stats.dropped(), "no room in the queue");
    report.row("dead-lettered", stats.deadLettered(), "given up");
    report.row("read by the consumer", account.read(), "records on the topic");
    report.row("lost", account.lost(), "accepted, and neither read nor dead-lettered");
    report.row("duplicates by event id, raw", account.duplicates(), "delivered more than once");
    report.row(
        "duplicates after the filter", account.duplicatesLeft(), "the consumer drops known ids");
    report.row(
        "order violations",
        account.outOfOrder(),
        "within any of " + Figures.number(account.keys()) + " ordering keys, after the filter");
    report.row("altered", account.altered(), "JSON or key not as offered");
    return report.lines;
  }

  static List<String> latency(CallerLatency latency) {
    Report report = new Report();
    report.title("HOW LONG send() KEPT ITS CALLER");
    report.latencyHeader();
    report.latencyRow("calls", latency, Histogram::getTotalCount, Figures::number);
    report.latencyRow("p50", latency, h -> h.getValueAtPercentile(50), Figures::time);
    report.latencyRow("p99", latency, h -> h.getValueAtPercentile(99), Figures::time);
    report.latencyRow("p99.9", latency, h -> h.getValueAtPercentile(99.9), Figures::time);
    report.latencyRow("max", latency, Histogram::getMaxValue, Figures::time);
    report.lines.add("  before: with the JVM's first calls, which are not compiled yet.");
    report.lines.add(
        "  clock alone: two readings with nothing between; every other figure has it in.");
    return report.lines;
  }

  private void title(String title) {
    lines.add("");
    lines.add(title);
  }

  private void row(String what, long figure, String meaning) {
    row(what, Figures.number(figure), meaning);
  }

  private void row(String what, String figure, String meaning) {
    lines.add(String.format("  %-34s %10s   %s", what, figure, meaning));
  }

  private void latencyHeader() {
    lines.add(
        String.format(LATENCY_ROW, "", "before", "during", "after", "clock alone").stripTrailing());
  }

  private void latencyRow(
      String what,
      CallerLatency latency,
      ToLongFunction<Histogram> figure,
      LongFunction<String> text) {
    lines.add(
        String.format(
            LATENCY_ROW,
            what,
            text.apply(figure.applyAsLong(latency.calls(Phase.BEFORE))),
            text.apply(figure.applyAsLong(latency.calls(Phase.DURING))),
            text.apply(figure.applyAsLong(latency.calls(Phase.AFTER))),
            text.apply(figure.applyAsLong(latency.clock()))));
  }
}
