package io.github.maestroevents.delivery.internal.travel;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** An event that is encoded once for several destinations. */
class SharedEncodingTest {

  private static final EncodingRule RULE = EncodingRule.DEFAULT;

  private final SharedEncoding shared = new SharedEncoding(event("a", 1), RULE, 3);
  private final byte[] bytes = EncodedEvent.of(event("a", 1)).payload();

  /** The race of a destination that spoils its bytes before the next one has come for them. */
  @Test
  void whatOneDestinationDoesToItsBytes_neverShowsAtAnother() {
    for (int destination = 0; destination < 3; destination++) {
      byte[] own = shared.encodedBy(RULE).payload();
      assertThat(own).isEqualTo(bytes);
      Arrays.fill(own, (byte) 0);
    }
  }

  @Test
  void bytes_areRight_evenForADestinationThatComesTwice() {
    for (int time = 0; time < 6; time++) {
      byte[] own = shared.encodedBy(RULE).payload();
      assertThat(own).isEqualTo(bytes);
      Arrays.fill(own, (byte) 0);
    }
  }
}
