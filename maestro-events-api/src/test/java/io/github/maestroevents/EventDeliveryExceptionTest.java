package io.github.maestroevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDeliveryExceptionTest {

  @Test
  void refusalWithoutStackTrace_keepsMessageAndCause_andTakesSuppressedOnes() {
    IOException cause = new IOException("down");
    for (EventDeliveryException refusal :
        List.of(
            RetryableDeliveryException.withoutStackTrace("no", cause),
            RetryableDeliveryException.withoutStackTrace("no"),
            PublisherOverloadedException.withoutStackTrace("no"),
            PublisherClosedException.withoutStackTrace("no"))) {
      refusal.addSuppressed(cause);

      assertThat(refusal).hasMessage("no").hasSuppressedException(cause);
      assertThat(refusal.getStackTrace()).isEmpty();
    }
    assertThat(RetryableDeliveryException.withoutStackTrace("no", cause)).hasCause(cause);
    assertThat(RetryableDeliveryException.withoutStackTrace("no")).hasNoCause();
  }
}
