package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.row.StoredText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant: those that meet every condition that is given. Immutable, any thread.
 *
 * @param ids the ids, of which the event's must be one; empty for any
 * @param workflowIds the workflows, of which the event's must be one; empty for any
 * @param types the wire types, of which the event's must be one; empty for any
 * @param orderingKeys the ordering keys, of which the event's must be one; empty for any
 * @param since accepted at that time or later; null for any
 * @param until accepted before that time; null for any
 */
public record EventSelection(
    List<String> ids,
    List<String> workflowIds,
    List<String> types,
    List<String> orderingKeys,
    @Nullable Instant since,
    @Nullable Instant until) {

  public EventSelection {
    ids = List.copyOf(ids);
    workflowIds = List.copyOf(workflowIds);
    types = List.copyOf(types);
    orderingKeys = List.copyOf(orderingKeys);
  }

  /** Every event. */
  public static EventSelection everything() {
    return ofIds(List.of());
  }

  /** The events with these ids; every event if there are none. */
  public static EventSelection ofIds(List<String> ids) {
    return new EventSelection(ids, List.of(), List.of(), List.of(), null, null);
  }

  /** The events with this ordering key. */
  public static EventSelection ofKey(String orderingKey) {
    return new EventSelection(List.of(), List.of(), List.of(), List.of(orderingKey), null, null);
  }

  /** Whether no condition is given. */
  public boolean isEverything() {
    return values().isEmpty();
  }

  /** To append to a condition of SQL; empty for everything. */
  String condition() {
    return oneOf("event_id", ids)
        + oneOf("workflow_id", workflowIds)
        + oneOf("type", types)
        + oneOf("ordering_key", orderingKeys)
        + (since == null ? "" : " AND accepted_at >= ?")
        + (until == null ? "" : " AND accepted_at < ?");
  }

  private static String oneOf(String column, List<String> texts) {
    return texts.isEmpty()
        ? ""
        : " AND "
            + column
            + " IN ("
            + String.join(", ", Collections.nCopies(texts.size(), "?"))
            + ")";
  }

  /** For the parameters in {@link #condition()}. */
  List<Object> values() {
    List<Object> values = new ArrayList<>(ids);
    for (List<String> texts : List.of(workflowIds, types, orderingKeys)) {
      texts.forEach(text -> values.add(StoredText.encode(text)));
    }
    if (since != null) {
      values.add(StoredEvent.nanos(since));
    }
    if (until != null) {
      values.add(StoredEvent.nanos(until));
    }
    return values;
  }
}
