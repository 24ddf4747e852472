package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A backlog is delivered but for one key that is stuck, whose events are the last in the file.
 * Nothing is forgotten any more from there on. The file has to get smaller all the same, as the
 * engine looks after its journal every few seconds, and the stuck events have to stay.
 *
 * <p>Exit status: 0 the file shrank; 1 it did not, or a stuck event is gone.
 */
public final class StuckKeyDrill {

  private static final int AT_ONCE = 1_000;
  private static final int PAYLOAD_BYTES = 3_000;

  /** Looks of the engine, which are 5 s apart unless set otherwise. */
  private static final int MOST_LOOKS = 100;

  /** What may stay free in a file that is in use. */
  private static final double SPARE_MEGABYTES = 8;

  private StuckKeyDrill() {}

  /** Runs the drill: events of the backlog, 40,000 by default, and how many of them are stuck. */
  public static void main(String[] args) throws IOException {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 40_000;
    int stuck = args.length > 1 ? Integer.parseInt(args[1]) : 4_000;
    System.exit(run(events, stuck, System.out) ? 0 : 1);
  }

  static boolean run(int events, int stuck, PrintStream out) throws IOException {
    try (HostHome home = HostHome.create();
        EventJournal journal =
            SqliteJournal.at(home.path().resolve("journal")).keepFree(0).open()) {
      Path directory = home.path().resolve("journal");
      for (long first = 1; first <= events; first += AT_ONCE) {
        journal.append(range(first, Math.min(events, first + AT_ONCE - 1)));
      }
      print(out, "all %,d events wait", events, directory);
      for (long first = 1; first <= events - stuck; first += AT_ONCE) {
        journal.acknowledge(
            LongStream.rangeClosed(first, Math.min(events - stuck, first + AT_ONCE - 1)).toArray());
      }
      print(out, "%,d events of one key are left", stuck, directory);
      int looks = looksUntilItStays(journal, directory, events);
      print(out, "the engine has looked %d time(s)", looks, directory);
      double left = megabytes(directory);
      double needed = journal.stats().bytes() / 1e6;
      boolean isWhole = journal.stats().events() == stuck;
      boolean isSmall = left <= 2 * needed + SPARE_MEGABYTES;
      out.printf(
          Locale.ROOT,
          "RESULT: %s; the stuck events need %.1f MB%n",
          isWhole && isSmall
              ? "the space was given back"
              : "the space was kept, or events are gone",
          needed);
      return isWhole && isSmall;
    }
  }

  private static int looksUntilItStays(EventJournal journal, Path directory, int events) {
    double before = Double.MAX_VALUE;
    int looks = 0;
    while (looks < MOST_LOOKS && megabytes(directory) < before) {
      before = megabytes(directory);
      looks++;
      if (journal.adopt(events + 1L) > 0) {
        throw new IllegalStateException("A directory has nobody to adopt from");
      }
    }
    return looks;
  }

  private static List<JournalEntry> range(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(StuckKeyDrill::entry).toList();
  }

  private static JournalEntry entry(long sequence) {
    return new JournalEntry(
        sequence,
        Instant.EPOCH.plusSeconds(sequence),
        new EncodedEvent(
            new EventId(String.format("%032x", sequence)),
            "STEP_INSTANCE_STATUS_CHANGE_EVENT",
            EventLevel.INFO,
            "stuck",
            EncodedEvent.JSON_CONTENT_TYPE,
            new byte[PAYLOAD_BYTES],
            Map.of()));
  }

  private static void print(PrintStream out, String what, int count, Path directory) {
    out.printf(
        Locale.ROOT,
        "%-36s %8.1f MB on disk%n",
        String.format(Locale.ROOT, what, count),
        megabytes(directory));
  }

  /** Of all files, the write-ahead log's included. */
  private static double megabytes(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
              .filter(file -> file.getFileName().toString().startsWith("events.db"))
              .mapToLong(StuckKeyDrill::size)
              .sum()
          / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
