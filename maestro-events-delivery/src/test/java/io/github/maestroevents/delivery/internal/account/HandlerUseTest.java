package io.github.maestroevents.delivery.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import org.junit.jupiter.api.Test;

/** The parts that several publishers have in one dead-letter handler. */
class HandlerUseTest {

  private static final class Counting implements DeadLetterHandler {

    int closed;

    @Override
    public void handle(DeadLetter deadLetter) {}

    @Override
    public void close() {
      closed++;
    }
  }

  private final Counting handler = new Counting();

  @Test
  void part_endsOnce_howeverOftenItIsClosed() {
    HandlerUse first = HandlerUse.of(handler);
    HandlerUse second = HandlerUse.of(handler);
    first.close();
    first.close();
    first.giveBack();
    assertThat(handler.closed).as("the second uses it still").isZero();
    second.close();
    second.close();
    assertThat(handler.closed).isEqualTo(1);
  }

  @Test
  void handler_isNotClosed_whenTheLastPartIsGivenBack() {
    HandlerUse first = HandlerUse.of(handler);
    HandlerUse second = HandlerUse.of(handler);
    first.close();
    second.giveBack();
    second.close();
    assertThat(handler.closed).isZero();
  }
}
