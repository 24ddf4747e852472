package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.event.EventId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of trouble: the last of it, in bounded memory. */
class RecentTroubleTest {

  private final RecentTrouble trouble = new RecentTrouble();

  @Test
  void newest_isFirst_andTheOldestIsForgotten() {
    for (int i = 1; i <= RecentTrouble.KEPT + 5; i++) {
      trouble.problem("problem " + i);
      trouble.deadLettered(letter("event-" + i, "cause"));
    }

    assertThat(trouble.problems()).hasSize(RecentTrouble.KEPT);
    assertThat(trouble.problems().get(0)).containsEntry("text", "problem 25");
    assertThat(trouble.problems().get(RecentTrouble.KEPT - 1)).containsEntry("text", "problem 6");
    assertThat(trouble.deadLetters()).hasSize(RecentTrouble.KEPT);
    assertThat(trouble.deadLetters().get(0)).containsEntry("id", "event-25");
  }

  @Test
  void textOfOthers_isOneBoundedLine() {
    trouble.problem("x\ny".repeat(10_000));
    trouble.deadLettered(letter("event", "a\u202e\n".repeat(10_000)));

    assertThat(trouble.problems().get(0).get("text").toString())
        .hasSizeLessThan(1_100)
        .doesNotContain("\n");
    assertThat(trouble.deadLetters().get(0).get("cause").toString())
        .hasSizeLessThan(1_100)
        .doesNotContain("\n")
        .doesNotContain("\u202e");
  }

  @Test
  void deadLetter_isKeptByItsIdentity_withoutTheEvent() {
    trouble.deadLettered(letter("event", "cause"));

    assertThat(trouble.deadLetters().toString()).contains("event", "REJECTED", "cause");
    assertThat(trouble.deadLetters().toString()).doesNotContain("hunter2");
  }

  private static DeadLetter letter(String id, String cause) {
    return new DeadLetter(
        "audit",
        ObservedContexts.event(id),
        new EventId(id),
        "key",
        Map.of("secret", "hunter2"),
        DeadLetter.Reason.REJECTED,
        new IllegalStateException(cause),
        1,
        null,
        Instant.EPOCH);
  }
}
