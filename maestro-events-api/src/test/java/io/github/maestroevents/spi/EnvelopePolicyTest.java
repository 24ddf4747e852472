package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What events of Maestro's vocabulary call themselves, when another engine speaks it. */
class EnvelopePolicyTest {

  private static final MaestroEvent EVENT =
      WorkflowDeletionChangeEvent.builder().workflowId("wf").clusterName("eu 1").build();

  private static Map<String, String> attributes(MaestroEvent event, EnvelopePolicy envelope) {
    return EncodedEvent.of(event, OrderingKey.byWorkflowRun(), envelope).attributes();
  }

  @Test
  void sourceAndTypePrefix_canBeSet_andTheRestStays() {
    EnvelopePolicy conductor =
        EnvelopePolicy.defaults().withSource("/conductor/prod").withTypePrefix("com.example.");
    Map<String, String> attributes = attributes(EVENT, conductor);

    assertThat(attributes)
        .containsEntry("source", "/conductor/prod")
        .containsEntry("type", "com.example.WORKFLOW_DELETION_CHANGE_EVENT")
        .containsEntry("id", EncodedEvent.of(EVENT).id().value())
        .hasSameSizeAs(EncodedEvent.of(EVENT).attributes());
  }

  @Test
  void source_namesTheCluster_whereItSaysSo() {
    EnvelopePolicy policy = EnvelopePolicy.defaults().withSource("urn:conductor:{cluster}:a");

    assertThat(attributes(EVENT, policy)).containsEntry("source", "urn:conductor:eu%201:a");
    assertThat(attributes(WorkflowDeletionChangeEvent.builder().build(), policy))
        .containsEntry("source", "urn:conductor::a");
  }

  @Test
  void defaults_areThoseOfMaestro() {
    assertThat(attributes(EVENT, EnvelopePolicy.defaults()))
        .isEqualTo(EncodedEvent.of(EVENT).attributes())
        .containsEntry("source", "/maestro/eu%201");
  }

  @Test
  void event_comesBackFromItsBytes_underAnyEnvelope() {
    EnvelopePolicy bare = EnvelopePolicy.defaults().withSource("/x").withTypePrefix("");
    OpaqueMaestroEvent newer = OpaqueMaestroEvent.of("{\"type\":\"NEWER\",\"n\":1}");

    assertThat(EncodedEvent.of(EVENT, OrderingKey.byWorkflowRun(), bare).maestroEvent())
        .isEqualTo(EVENT);
    assertThat(
            EncodedEvent.of(
                    newer, OrderingKey.byWorkflowRun(), EnvelopePolicy.defaults().withSource("/x"))
                .maestroEvent())
        .isEqualTo(newer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "{cluster}", "/{other}", "/{cluster}/{cluster}", "ü", "/\n"})
  void source_isRefused_whenItIsNoUriReference(String source) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvelopePolicy.defaults().withSource(source))
        .withMessageContaining("source");
  }

  @Test
  void typePrefix_isRefused_whenNoAttributeCanCarryIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvelopePolicy.defaults().withTypePrefix("a\n"))
        .withMessageContaining("typePrefix");
  }
}
