package io.github.maestroevents.delivery.internal.fanout;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Who has an event that others have refused. */
class PartialSendsTest {

  private final PartialSends partial = new PartialSends(2);

  @Test
  void takers_areKnown_forAnEqualEvent() {
    partial.remember(event("a", 1), takers(1), 0);
    assertThat(partial.takers(event("a", 1), 1)).isEqualTo(takers(1));
    assertThat(partial.takers(event("a", 2), 1).isEmpty()).isTrue();
  }

  @Test
  void takers_addUp_overSeveralFailures() {
    partial.remember(event("a", 1), takers(1), 0);
    partial.remember(event("a", 1), takers(2), 1);
    assertThat(partial.takers(event("a", 1), 2)).isEqualTo(takers(1, 2));
  }

  @Test
  void event_isForgotten_whenItIsComplete() {
    partial.remember(event("a", 1), takers(1), 0);
    partial.complete(event("a", 1));
    assertThat(partial.takers(event("a", 1), 1).isEmpty()).isTrue();
  }

  @Test
  void oldestEvent_isForgotten_whenThereAreTooMany() {
    for (int i = 1; i <= 3; i++) {
      partial.remember(event("a", i), takers(1), i);
    }
    assertThat(partial.takers(event("a", 1), 3).isEmpty()).isTrue();
    assertThat(partial.takers(event("a", 2), 3)).isEqualTo(takers(1));
    assertThat(partial.takers(event("a", 3), 3)).isEqualTo(takers(1));
  }

  @Test
  void event_isForgotten_afterItsTime() {
    partial.remember(event("a", 1), takers(1), 0);
    assertThat(partial.takers(event("a", 1), TimeLimits.PARTIAL_SEND_NANOS - 1))
        .isEqualTo(takers(1));
    assertThat(partial.takers(event("a", 1), TimeLimits.PARTIAL_SEND_NANOS).isEmpty()).isTrue();
  }

  @Test
  void answer_isTheCallersOwn() {
    partial.remember(event("a", 1), takers(1), 0);
    partial.takers(event("a", 1), 1).set(7);
    assertThat(partial.takers(event("a", 1), 1)).isEqualTo(takers(1));
  }

  private static BitSet takers(int... positions) {
    BitSet takers = new BitSet();
    for (int position : positions) {
      takers.set(position);
    }
    return takers;
  }
}
