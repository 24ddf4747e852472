package io.github.maestroevents.delivery.internal.fanout;

import static io.github.maestroevents.spi.DeliveryOutcome.delivered;
import static io.github.maestroevents.spi.DeliveryOutcome.filtered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One outcome for all destinations. */
class JoinedOutcomesTest {

  private static final DeliveryOutcome NEVER = DeliveryOutcome.rejected(new IOException("never"));
  private static final DeliveryOutcome LATER = DeliveryOutcome.retryLater(new IOException("later"));

  @Test
  void delivered_whenAllDeliveredOrFilteredIt() {
    assertThat(joined(delivered(), filtered())).isEqualTo(delivered());
    assertThat(joined(delivered(), delivered())).isEqualTo(delivered());
  }

  @Test
  void filtered_whenAllFilteredIt() {
    assertThat(joined(filtered(), filtered())).isEqualTo(filtered());
  }

  @Test
  void rejected_whenAnyRejectedIt_evenIfAnotherKeepsIt() {
    assertThat(joined(LATER, delivered(), NEVER)).isSameAs(NEVER);
  }

  @Test
  void retryLater_whenOneKeepsIt_andNoneRejectedIt() {
    assertThat(joined(delivered(), LATER, filtered())).isSameAs(LATER);
  }

  private static DeliveryOutcome joined(DeliveryOutcome... outcomes) {
    return JoinedOutcomes.joined(List.of(outcomes));
  }
}
