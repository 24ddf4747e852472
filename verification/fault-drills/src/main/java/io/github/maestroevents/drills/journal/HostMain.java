package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Pause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A host: opens its journal, sends, and obeys what it reads, one line each, with an answer of one
 * line. Ends at once when its standard input does, so that it cannot outlive the drill.
 *
 * <pre>
 * status      its figures
 * drain       no more sending; once everything is delivered: its figures, and its end
 * stop 100    no more sending; close within 100 ms, and then: its figures, and its end
 * </pre>
 */
final class HostMain {

  /** It is about to open the journal. */
  static final String OPENING = "opening";

  /** It accepts events. */
  static final String UP = "up";

  private final Meters meters = new Meters();
  private final EventJournal journal;
  private final NonBlockingNotificationPublisher publisher;
  private final HostCallers callers;

  private HostMain(HostPlan plan) {
    this.journal = HostParts.journal(plan);
    this.publisher = HostParts.publisher(plan, journal, meters);
    this.callers = new HostCallers(plan, publisher);
  }

  /** Arguments: those of a {@link HostPlan}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println(OPENING);
    HostMain host = new HostMain(HostPlan.of(args));
    host.callers.start();
    System.out.println(UP);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    boolean goesOn = true;
    while (goesOn) {
      goesOn = host.obey(commands.readLine());
    }
    Runtime.getRuntime().halt(0);
  }

  private boolean obey(@Nullable String command) throws InterruptedException {
    if (command == null) {
      return false;
    }
    if (command.equals("status")) {
      System.out.println(stats(true).line());
      return true;
    }
    callers.stop();
    if (command.equals("drain")) {
      drain();
    } else {
      publisher.close(
          Duration.ofMillis(Long.parseLong(command.substring(command.indexOf(' ') + 1))));
    }
    System.out.println(stats(meters.agreeWith(publisher.stats())).line());
    return false;
  }

  /** What the drill does not wait for, it kills. */
  private void drain() {
    while (publisher.stats().undelivered() > 0) {
      Pause.of(Duration.ofMillis(5));
    }
    publisher.close();
  }

  private HostStats stats(boolean metered) {
    return HostStats.of(callers, publisher.stats(), journal.stats(), metered);
  }
}
