package io.github.maestroevents.netflix;

import com.netflix.maestro.models.events.StepInstanceStatusChangeEvent;

/** An event of a server whose classes are not those that this was compiled against. */
final class Thrower extends StepInstanceStatusChangeEvent {

  private final LinkageError failure;

  Thrower(LinkageError failure) {
    this.failure = failure;
  }

  @Override
  public String getWorkflowId() {
    throw failure;
  }
}
