package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A line a second on where the events are. */
final class Progress implements AutoCloseable {

  private static final String ROW = "%6s  %-6s %9s %9s %10s %8s %8s %8s %9s %9s%n";

  private final PrintStream out;
  private final BooleanSupplier brokerAnswers;
  private final Supplier<DeliveryStats> stats;
  private final IntSupplier read;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("progress"));

  private Progress(
      PrintStream out,
      BooleanSupplier brokerAnswers,
      Supplier<DeliveryStats> stats,
      IntSupplier read) {
    this.out = out;
    this.brokerAnswers = brokerAnswers;
    this.stats = stats;
    this.read = read;
  }

  /** Prints its header, and then a line a second until it is closed. */
  static Progress start(
      PrintStream out,
      BooleanSupplier brokerAnswers,
      Supplier<DeliveryStats> stats,
      IntSupplier read) {
    Progress progress = new Progress(out, brokerAnswers, stats, read);
    progress.run();
    return progress;
  }

  private void run() {
    out.printf(
        ROW,
        "time",
        "broker",
        "offered",
        "queued",
        "waiting",
        "inflight",
        "retried",
        "dropped",
        "delivered",
        "read");
    var unused = thread.scheduleAtFixedRate(this::line, 1, 1, TimeUnit.SECONDS);
  }

  /** Puts in words what happens next. */
  void say(String what) {
    out.printf("%6s  --- %s%n", elapsed(), what);
  }

  private String elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos).toSeconds() + " s";
  }

  private void line() {
    DeliveryStats now = stats.get();
    out.printf(
        ROW,
        elapsed(),
        brokerAnswers.getAsBoolean() ? "up" : "DOWN",
        Figures.number(now.offered()),
        Figures.number(now.queued()),
        Figures.number(now.waiting()),
        Figures.number(now.inFlight()),
        Figures.number(now.retried()),
        Figures.number(now.dropped()),
        Figures.number(now.delivered()),
        Figures.number(read.getAsInt()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
