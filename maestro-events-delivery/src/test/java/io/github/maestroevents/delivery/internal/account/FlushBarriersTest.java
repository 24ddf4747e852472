package io.github.maestroevents.delivery.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.monitor.FlushResult;
import org.junit.jupiter.api.Test;

/** Callers of flush whose delivery thread is gone. */
class FlushBarriersTest {

  private final FlushBarriers flushes = new FlushBarriers();
  private final FlushBarrier early = new FlushBarrier(1, 0);
  private final FlushBarrier late = new FlushBarrier(1, 0);

  @Test
  void callers_areLetGo_whenTheDeliveryThreadIsGone_andSoAreThoseWhoComeLater() {
    flushes.add(early);
    flushes.begin(new Ledger());
    flushes.release();
    assertThat(early.await(0)).isEqualTo(FlushResult.TIMED_OUT);

    flushes.fail();
    assertThat(early.await(Nanos.FOREVER)).isEqualTo(FlushResult.CLOSED);
    flushes.add(late);
    assertThat(late.await(Nanos.FOREVER)).isEqualTo(FlushResult.CLOSED);
  }
}
