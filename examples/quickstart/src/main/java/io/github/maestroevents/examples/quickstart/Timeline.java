package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one workflow instance and the steps in them, put together from events in any order.
 */
final class Timeline {

  /** A status, and since when. */
  private record Change(String status, long millis) {}

  /** One life of a run, or of an attempt at a step: its statuses one after the other. */
  static final class Life {
    private final List<Change> changes = new ArrayList<>();

    private void add(@Nullable Enum<?> status, long millis) {
      if (status != null) {
        changes.add(new Change(status.name(), millis));
      }
    }

    private List<Change> inOrder() {
      return changes.stream().sorted(Comparator.comparingLong(Change::millis)).toList();
    }

    boolean isEmpty() {
      return changes.isEmpty();
    }

    long begin() {
      return inOrder().get(0).millis();
    }

    long tookMillis() {
      return inOrder().get(changes.size() - 1).millis() - begin();
    }

    String end() {
      return inOrder().get(changes.size() - 1).status();
    }

    List<String> path() {
      return inOrder().stream().map(Change::status).toList();
    }
  }

  /** An attempt at a step. */
  record Attempt(String stepId, long number, Life life) {}

  /** A run of the instance: its own statuses, and the attempts at its steps as they began. */
  record Run(long number, Life life, List<Attempt> attempts) {}

  private record StepKey(String stepId, long attempt) {}

  private final Map<Long, Life> runs = new TreeMap<>();
  private final Map<Long, Map<StepKey, Life>> steps = new TreeMap<>();

  private Timeline() {}

  /** The runs in the order of their numbers; events of another kind are passed over. */
  static List<Run> of(List<MaestroEvent> events) {
    Timeline timeline = new Timeline();
    for (MaestroEvent event : events) {
      if (event instanceof WorkflowInstanceStatusChangeEvent run) {
        timeline.add(run);
      } else if (event instanceof StepInstanceStatusChangeEvent step) {
        timeline.add(step);
      }
    }
    return timeline.runs.keySet().stream().map(timeline::run).toList();
  }

  private void add(WorkflowInstanceStatusChangeEvent event) {
    life(event.workflowRunId()).add(event.newStatus(), event.eventTime());
  }

  private void add(StepInstanceStatusChangeEvent event) {
    life(event.workflowRunId());
    Life attempt =
        steps
            .computeIfAbsent(event.workflowRunId(), run -> new HashMap<>())
            .computeIfAbsent(
                new StepKey(String.valueOf(event.stepId()), event.stepAttemptId()),
                key -> new Life());
    List<@Nullable StatusChangeRecord> records = event.statusChangeRecords();
    if (records != null) {
      for (StatusChangeRecord change : records) {
        if (change != null) {
          attempt.add(change.newStatus(), change.eventTime());
        }
      }
    }
  }

  private Life life(long run) {
    return runs.computeIfAbsent(run, number -> new Life());
  }

  private Run run(long number) {
    List<Attempt> attempts =
        steps.getOrDefault(number, Map.of()).entrySet().stream()
            .filter(step -> !step.getValue().isEmpty())
            .map(
                step ->
                    new Attempt(step.getKey().stepId(), step.getKey().attempt(), step.getValue()))
            .sorted(Comparator.comparingLong(attempt -> attempt.life().begin()))
            .toList();
    return new Run(number, life(number), attempts);
  }
}
