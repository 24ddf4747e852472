package io.github.maestroevents.journal.internal.view;

import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which events a command is about: by time of acceptance, workflow and type. */
public final class Selection {

  public static final Set<String> OPTIONS = Set.of("since", "until", "workflow", "type");

  public static final String HELP =
      """
        --since TIME       accepted at or after, such as 2026-11-25T12:00:00Z
        --until TIME       accepted before
        --workflow ID      of this workflow
        --type TYPE        of this wire type
      """;

  private final String condition;
  private final List<Object> values;

  private Selection(String condition, List<Object> values) {
    this.condition = condition;
    this.values = values;
  }

  public static Selection of(Arguments arguments) {
    StringBuilder condition = new StringBuilder();
    List<Object> values = new ArrayList<>();
    add(condition, values, " AND accepted_at >= ?", time(arguments, "since"));
    add(condition, values, " AND accepted_at < ?", time(arguments, "until"));
    add(condition, values, " AND workflow_id = ?", arguments.get("workflow"));
    add(condition, values, " AND type = ?", arguments.get("type"));
    return new Selection(condition.toString(), List.copyOf(values));
  }

  private static void add(
      StringBuilder condition, List<Object> values, String term, Optional<?> value) {
    value.ifPresent(
        given -> {
          condition.append(term);
          values.add(given);
        });
  }

  private static Optional<Long> time(Arguments arguments, String name) {
    return arguments
        .get(name)
        .map(
            text -> {
              try {
                return StoredEvent.nanos(Instant.parse(text));
              } catch (DateTimeParseException e) {
                throw new UsageException(
                    "--" + name + " must be a time such as 2026-11-25T12:00:00Z: " + text);
              }
            });
  }

  public boolean isEverything() {
    return values.isEmpty();
  }

  /** To append to a condition of SQL; empty for everything. */
  String condition() {
    return condition;
  }

  /** For the parameters in {@link #condition()}. */
  List<Object> values() {
    return values;
  }
}
