package io.github.maestroevents.journal.cli;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.JournalView;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.journal.internal.view.Selection;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** How many events wait, since when, and who holds the journal. */
final class StatusCommand implements Command {

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "how many events wait, since when, and who has the journal open";
  }

  @Override
  public String help() {
    return "";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public int run(Arguments arguments, Console console) throws SQLException {
    Place place = Place.of(arguments);
    PrintStream out = console.out();
    try (JournalView view = place.view()) {
      out.println("journal         " + place);
      out.println("in use by       " + place.holders(view));
      out.println("events          " + view.count(Selection.of(arguments)));
      out.println("payload bytes   " + view.payloadBytes());
      out.println("oldest          " + oldest(view.oldestNanos()));
      out.println("quarantined     " + view.quarantined());
    }
    return ExitCodes.DONE;
  }

  private static String oldest(long nanos) {
    if (nanos == 0) {
      return "none";
    }
    Instant time = StoredEvent.instant(nanos);
    Duration age = Duration.between(time, DeliveryClock.system().now());
    return time + ", " + age.toSeconds() + " seconds ago";
  }
}
