package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code of the host that a caller waits for, for a while. */
@Timeout(60)
class BoundedCallTest {

  @Test
  void slowCall_isLeftAlone_andNotInterrupted() throws Exception {
    CountDownLatch leftAlone = new CountDownLatch(1);
    CompletableFuture<String> end = new CompletableFuture<>();

    Optional<String> why =
        BoundedCall.run(
            isLeftAlone -> {
              try { // as a static initializer does that waits for something
                leftAlone.await();
                end.complete("undisturbed, left alone: " + isLeftAlone.getAsBoolean());
              } catch (InterruptedException e) {
                end.complete("interrupted");
              }
            },
            "slow",
            null,
            TimeUnit.MILLISECONDS.toNanos(1));
    leftAlone.countDown();

    assertThat(why).isPresent();
    assertThat(end.get()).isEqualTo("undisturbed, left alone: true");
  }
}
