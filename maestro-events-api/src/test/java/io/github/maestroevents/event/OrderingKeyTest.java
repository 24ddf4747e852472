package io.github.maestroevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderingKeyTest {

  private static final OrderingKey BY_RUN = OrderingKey.byWorkflowRun();

  @Test
  void byWorkflowRun_isTheWorkflowUuid_ofRunsAndSteps() {
    var step = StepInstanceStatusChangeEvent.builder().workflowId("wf").workflowUuid("u").build();
    var run = WorkflowInstanceStatusChangeEvent.builder().workflowId("wf").workflowUuid("u");

    assertThat(BY_RUN.of(step)).isEqualTo("u");
    assertThat(BY_RUN.of(run.build())).isEqualTo("u");
    assertThat(OrderingKey.byWorkflow().of(step)).isEqualTo("wf");
  }

  @Test
  void byWorkflowRun_isTheWorkflowId_whereThereIsNoUuid() {
    assertThat(BY_RUN.of(WorkflowDeletionChangeEvent.builder().workflowId("wf").build()))
        .isEqualTo("wf");
    assertThat(BY_RUN.of(StepInstanceStatusChangeEvent.builder().workflowId("wf").build()))
        .isEqualTo("wf");
  }

  @Test
  void key_isEmpty_whenThereIsNothingToKeyBy() {
    var nothing = StepInstanceStatusChangeEvent.builder().build();

    assertThat(BY_RUN.of(nothing)).isEmpty();
    assertThat(OrderingKey.byWorkflow().of(nothing)).isEmpty();
  }

  @Test
  void byWorkflowRun_readsTheJson_ofAnOpaqueEvent() {
    byte[] json =
        "{\"type\":\"NEW\",\"workflow_id\":\"wf\",\"workflow_uuid\":\"u\"}".getBytes(UTF_8);

    assertThat(BY_RUN.of(OpaqueMaestroEvent.of(json))).isEqualTo("u");
    assertThat(BY_RUN.of(OpaqueMaestroEvent.builder(json, "NEW").build())).isEqualTo("u");
    assertThat(BY_RUN.of(OpaqueMaestroEvent.builder(json, "NEW").workflowUuid("x").build()))
        .isEqualTo("x");
    assertThat(BY_RUN.of(OpaqueMaestroEvent.builder(new byte[0], "NEW").workflowId("wf").build()))
        .isEqualTo("wf");
  }
}
