package io.github.maestroevents.delivery.filter;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the events that go somewhere. Filters combine with {@link #and}, {@link #or} and {@link
 * #not}; any lambda is one.
 *
 * <p>Inside an engine ({@code NonBlockingNotificationPublisher.builder(…).filter(…)}) a filter runs
 * on the delivery thread and what it holds back is counted as filtered. {@link #before} puts one in
 * front of any other publisher, on the caller's thread and uncounted.
 */
@FunctionalInterface
public interface EventFilter {

  /** Whether the event goes on. Must be thread-safe and must not block. */
  boolean accepts(MaestroEvent event);

  /** Every event. */
  static EventFilter all() {
    return event -> true;
  }

  /** Events of these types. */
  static EventFilter types(EventType first, EventType... more) {
    Set<EventType> types = EnumSet.of(first, more);
    return event -> types.contains(event.type());
  }

  /** Events at least as bad as this. */
  static EventFilter atLeast(EventLevel level) {
    requireNonNull(level, "level");
    return event -> event.level().compareTo(level) >= 0;
  }

  /**
   * Events whose workflow id matches a glob: {@code *} stands for any characters, {@code ?} for
   * one; all others for themselves. An event without workflow id matches only {@code *}.
   */
  static EventFilter workflowId(String glob) {
    Glob compiled = new Glob(glob);
    return event -> compiled.matches(event.workflowId() == null ? "" : event.workflowId());
  }

  /** Events of this cluster. */
  static EventFilter cluster(String clusterName) {
    requireNonNull(clusterName, "clusterName");
    return event -> clusterName.equals(event.clusterName());
  }

  /**
   * Events whose wire type matches a glob, as in {@link #workflowId}: for the types of a {@code
   * HostEvent}, and for those newer than this library.
   */
  static EventFilter wireType(String glob) {
    Glob compiled = new Glob(glob);
    return event -> compiled.matches(event.wireType());
  }

  /**
   * Step and workflow events whose last new status is terminal, as records or as JSON, and host
   * events that are {@code terminal}; no other events.
   */
  static EventFilter terminalOnly() {
    return EventFilter::isTerminal;
  }

  private static boolean isTerminal(MaestroEvent event) {
    if (event instanceof HostEvent hosts) {
      return hosts.terminal();
    }
    if (event instanceof OpaqueMaestroEvent opaque) {
      MaestroEvent model = opaque.modelled().orElse(null);
      return model != null && isTerminal(model);
    }
    if (event instanceof StepInstanceStatusChangeEvent step) {
      StatusChangeRecord last = last(step.statusChangeRecords());
      return last != null && last.newStatus() != null && last.newStatus().terminal();
    }
    return event instanceof WorkflowInstanceStatusChangeEvent workflow
        && workflow.newStatus() != null
        && workflow.newStatus().terminal();
  }

  private static @Nullable StatusChangeRecord last(
      @Nullable List<@Nullable StatusChangeRecord> records) {
    return records == null || records.isEmpty() ? null : records.get(records.size() - 1);
  }

  /** Events that this and the other filter accept. */
  default EventFilter and(EventFilter other) {
    requireNonNull(other, "other");
    return event -> accepts(event) && other.accepts(event);
  }

  /** Events that this or the other filter accepts. */
  default EventFilter or(EventFilter other) {
    requireNonNull(other, "other");
    return event -> accepts(event) || other.accepts(event);
  }

  /** Events that this filter holds back. */
  default EventFilter not() {
    return event -> !accepts(event);
  }

  /**
   * A publisher that passes on to another what this filter accepts, on the caller's thread. What it
   * holds back is accepted and forgotten; what the filter throws is thrown to the caller. Closing
   * it closes the other.
   */
  default MaestroNotificationPublisher before(MaestroNotificationPublisher publisher) {
    return new FilteringPublisher(this, requireNonNull(publisher, "publisher"));
  }
}
