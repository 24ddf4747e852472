package io.github.maestroevents.cli.select;

import io.github.maestroevents.cli.console.Times;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.journal.inspect.EventSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which events: those that meet every option that is given. An option that is given twice is met by
 * either value.
 */
public final class SelectionOptions {

  /** Above the options, in the help. */
  public static final String HEADING = "%nWhich events; all, unless given:%n";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The event with this id; may be repeated, as may the next three.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--workflow", paramLabel = "ID", description = "Events of this workflow.")
  private List<String> workflows = new ArrayList<>();

  @Option(names = "--type", paramLabel = "TYPE", description = "Events of this wire type.")
  private List<String> types = new ArrayList<>();

  @Option(names = "--key", paramLabel = "KEY", description = "Events with this ordering key.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Accepted then or later; of dead letters: given up. " + Times.FORMS)
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before that time.")
  private @Nullable String until;

  /**
   * The selection in a journal.
   *
   * @param now what ages count from
   */
  public EventSelection inJournal(Instant now) {
    return new EventSelection(ids, workflows, types, keys, from(now), to(now));
  }

  /**
   * The selection among dead letters.
   *
   * @param now what ages count from
   */
  public Predicate<Letter> amongLetters(Instant now) {
    Instant from = from(now);
    Instant to = to(now);
    return letter ->
        isOneOf(ids, letter.id())
            && isOneOf(workflows, letter.text("workflow_id"))
            && isOneOf(types, letter.text("type"))
            && isOneOf(keys, letter.text("ordering_key"))
            && isBetween(letter.time(), from, to);
  }

  private static boolean isBetween(
      @Nullable Instant time, @Nullable Instant from, @Nullable Instant to) {
    return (from == null || (time != null && !time.isBefore(from)))
        && (to == null || (time != null && time.isBefore(to)));
  }

  private @Nullable Instant from(Instant now) {
    return since == null ? null : Times.parse("--since", since, now);
  }

  private @Nullable Instant to(Instant now) {
    return until == null ? null : Times.parse("--until", until, now);
  }

  private static boolean isOneOf(List<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }
}
