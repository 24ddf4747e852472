package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapturedRunsTest {

  @Test
  void runs_goOnSideBySide_eachInItsOwnOrder() {
    assertThat(CapturedRuns.sideBySide(List.of(List.of("a1", "a2"), List.of("1", "2", "3", "4"))))
        .containsExactly("1", "a1", "2", "3", "a2", "4");
  }

  @Test
  void rounds_haveTheEventsAsCaptured_thenWithFreshIdsOnly() {
    List<String> captured = CapturedRuns.sideBySide();

    List<String> ids =
        IntStream.rangeClosed(1, 3)
            .boxed()
            .flatMap(round -> captured.stream().map(json -> Rounds.json(json, round)))
            .map(json -> EventId.of(read(json)).value())
            .toList();

    assertThat(ids).hasSize(3 * captured.size()).doesNotHaveDuplicates();
    assertThat(Rounds.json(captured.get(0), 1)).isEqualTo(captured.get(0));
  }

  @Test
  void rounds_keepEventsOfOneRunUnderOneKey() {
    List<MaestroEvent> steps =
        CapturedRuns.sideBySide().stream()
            .map(json -> read(Rounds.json(json, 2)))
            .filter(event -> "restart-wf".equals(event.workflowId()))
            .toList();

    assertThat(steps).extracting(MaestroEvent::clusterName).containsOnly("test-2");
    // three runs, and the workflow itself
    assertThat(steps.stream().map(OrderingKey.byWorkflowRun()::of).distinct()).hasSize(4);
  }

  @Test
  void replay_givesAllEventsOfOneKeyToOneCaller() {
    List<List<Caller.Turn>> shares = Replay.shares(CapturedRuns.sideBySide(), 8);

    assertThat(
            shares.stream()
                .flatMap(
                    share ->
                        share.stream()
                            .map(turn -> OfferedEvent.keyOf(read(turn.json())))
                            .distinct()))
        .doesNotHaveDuplicates();
    assertThat(shares).allSatisfy(share -> assertThat(share).isNotEmpty());
  }

  private static MaestroEvent read(String json) {
    return MaestroEventJson.read(json.getBytes(UTF_8));
  }
}
