package io.github.maestroevents.drills.host;

import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.drills.TemporaryDirectory;
import io.github.maestroevents.drills.host.Ends.End;
import io.github.maestroevents.journal.SqliteJournal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A host and a destination that throw errors and exceptions of every kind from everywhere: logger,
 * clock, filter, transformer, ordering key, dead-letter handler, listeners, sink, and an event that
 * throws when it is encoded. The sink answers wrongly, twice, from other threads, or never. Four
 * threads send meanwhile. Then all of it heals.
 *
 * <p>Exit status: 0 all held; 1 an event is lost, a call or a stage never ended, something was
 * thrown at a sender that is no {@code EventDeliveryException}, or a thread died or lives on.
 */
public final class ErrorsEverywhereDrill {

  private final Duration length;
  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();

  private ErrorsEverywhereDrill(Duration length, PrintStream out) {
    this.length = length;
    this.out = out;
  }

  /** Runs the drill; the first argument is the seconds of mischief in each row, 60 by default. */
  public static void main(String[] args) {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    System.exit(run(Duration.ofSeconds(seconds), System.out));
  }

  static int run(Duration length, PrintStream out) {
    return new ErrorsEverywhereDrill(length, out).run();
  }

  private int run() {
    out.printf(
        "%-20s %10s %9s %10s %9s %13s %10s %7s%n",
        "", "returned", "thrown", "delivered", "filtered", "dead-lettered", "no end", "errors");
    row("MEMORY, batches", false, builder -> builder);
    row("MEMORY, plain", true, builder -> builder);
    row(
        "CONFIRMED, batches",
        false,
        builder -> builder.acceptance(AcceptancePolicy.confirmed(Duration.ofMillis(200))));
    withJournal("SPILL, batches", builder -> builder);
    withJournal("JOURNALED, batches", builder -> builder.acceptance(AcceptancePolicy.journaled()));
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: every event is accounted for, and the engine lives and ends in order"
            : "RESULT: the errors did harm");
    return wrong.isEmpty() ? 0 : 1;
  }

  private void withJournal(String name, UnaryOperator<NonBlockingPublisherBuilder> level) {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      row(
          name,
          false,
          builder ->
              level
                  .apply(builder)
                  .queue(QueuePolicy.spilling())
                  .journal(SqliteJournal.at(directory.path()).open()));
    }
  }

  private void row(String name, boolean plain, UnaryOperator<NonBlockingPublisherBuilder> level) {
    ErrorsRound round = new ErrorsRound(name);
    List<String> found = round.run(length, plain, level);
    Ends ends = round.ends();
    out.printf(
        Locale.ROOT,
        "%-20s %,10d %,9d %,10d %,9d %,13d %,10d %,7d%n",
        round.name(),
        ends.count(End.RETURNED),
        ends.count(End.THROWN),
        ends.count(End.DELIVERED),
        ends.count(End.FILTERED),
        ends.count(End.DEAD_LETTERED),
        ends.returnedWithoutEnd(),
        round.mischief().thrown().values().stream().mapToLong(Long::longValue).sum());
    out.println("  thrown: " + round.mischief().thrown());
    found.stream()
        .collect(Collectors.groupingBy(what -> what, Collectors.counting()))
        .forEach((what, times) -> wrong.add(name + ": " + what + " (" + times + " times)"));
  }
}
