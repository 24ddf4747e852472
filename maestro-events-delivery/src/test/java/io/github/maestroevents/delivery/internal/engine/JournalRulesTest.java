package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which settings go with a journal. */
class JournalRulesTest {

  private final FakeJournal journal = new FakeJournal();

  private static NonBlockingPublisherBuilder builder() {
    return NonBlockingNotificationPublisher.builder(new FakeBatchPublisher());
  }

  @Test
  void journaled_isRefused_withoutAJournal() {
    assertThatThrownBy(() -> builder().acceptance(AcceptancePolicy.journaled()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JOURNALED needs a journal");
  }

  @Test
  void spill_isRefused_withoutAJournal() {
    assertThatThrownBy(() -> builder().queue(QueuePolicy.spilling()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SPILL needs a journal");
  }

  @Test
  void journal_isRefused_underConfirmed() {
    assertThatThrownBy(
            () -> builder().acceptance(AcceptancePolicy.confirmed()).journal(journal).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CONFIRMED");
    assertThat(journal.closed).as("still the caller's").isZero();
  }

  @Test
  void journal_isRefused_whenTheQueueWouldNotUseIt() {
    assertThatThrownBy(() -> builder().queue(QueuePolicy.defaults()).journal(journal).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DROP_NEWEST");
  }

  @Test
  void spill_andRetriesWithoutBound_areTheDefaults_withAJournal() {
    try (NonBlockingNotificationPublisher publisher = builder().journal(journal).build()) {
      assertThat(publisher.toString())
          .contains("overflow=SPILL")
          .contains("maxAttempts=" + Integer.MAX_VALUE);
    }
  }

  @Test
  void policy_namesABadValue() {
    JournalPolicy policy = JournalPolicy.defaults();
    assertThatThrownBy(() -> policy.withMaxBatch(0, 1)).hasMessageContaining("maxBatchEvents");
    assertThatThrownBy(() -> policy.withReadAhead(1, 0)).hasMessageContaining("readAheadBytes");
    assertThatThrownBy(() -> policy.withAdoptInterval(Duration.ZERO))
        .hasMessageContaining("adoptInterval");
  }
}
