package io.github.maestroevents.drills;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.spi.LogText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why the events of a drill were given up, so that a failure that comes once in a hundred runs
 * explains itself. Letters are told together that differ in nothing but their event. Used by any
 * thread.
 */
public final class DeadLetterReport implements DeadLetterHandler {

  /** Kinds that are told apart; the letters of more are counted. */
  static final int MOST_KINDS = 20;

  private static final int MOST_CAUSES = 8;
  private static final int MAX_MESSAGE_CHARS = 500;

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private long ofOtherKinds;

  @Override
  public synchronized void handle(DeadLetter letter) {
    String name = letter.reason() + causes(letter);
    Kind kind = kinds.get(name);
    if (kind == null && kinds.size() == MOST_KINDS) {
      ofOtherKinds++;
      return;
    }
    if (kind == null) {
      kind = new Kind(letter);
      kinds.put(name, kind);
    }
    kind.add(letter);
  }

  /**
   * Prints each kind with the number of its letters and the first of them; nothing for none.
   *
   * @param what whose dead letters they are
   */
  public synchronized void print(String what, PrintStream out) {
    kinds.values().forEach(kind -> kind.print(what, out));
    if (ofOtherKinds > 0) {
      out.printf(Locale.ROOT, "%s: %,d dead letters of other kinds%n", what, ofOtherKinds);
    }
  }

  /** The classes and messages of the cause and of its causes, without what names the event. */
  private static String causes(DeadLetter letter) {
    StringBuilder causes = new StringBuilder();
    Throwable cause = letter.cause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      causes.append("\n  by ").append(cause.getClass().getName()).append(": ");
      causes.append(LogText.bounded(withoutEvent(cause.getMessage(), letter), MAX_MESSAGE_CHARS));
      cause = cause.getCause();
    }
    return causes.toString();
  }

  private static String withoutEvent(@Nullable String message, DeadLetter letter) {
    EventId id = letter.id();
    String text = String.valueOf(message);
    text = id == null ? text : text.replace(id.value(), "<id>");
    return letter.orderingKey().isEmpty() ? text : text.replace(letter.orderingKey(), "<key>");
  }

  private static final class Kind {

    private final DeadLetter first;
    private long letters;
    private int fewestAttempts = Integer.MAX_VALUE;
    private int mostAttempts;
    private Duration youngest = Duration.ofDays(36_500);
    private Duration oldest = Duration.ZERO;

    private Kind(DeadLetter first) {
      this.first = first;
    }

    private void add(DeadLetter letter) {
      letters++;
      fewestAttempts = Math.min(fewestAttempts, letter.attempts());
      mostAttempts = Math.max(mostAttempts, letter.attempts());
      Instant begin = letter.firstAttempt();
      Duration age = begin == null ? Duration.ZERO : Duration.between(begin, letter.time());
      youngest = age.compareTo(youngest) < 0 ? age : youngest;
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }

    private void print(String what, PrintStream out) {
      out.printf(
          Locale.ROOT,
          "%s: %,d dead letters, %s, %,d to %,d attempts, %,d to %,d ms after the first%s%n"
              + "  first: %s%n",
          what,
          letters,
          first.reason(),
          fewestAttempts,
          mostAttempts,
          youngest.toMillis(),
          oldest.toMillis(),
          causes(first),
          first);
    }
  }
}
