package io.github.maestroevents.drills.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short versions: some of the calls, and a few cuts. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DiskDrillsTest {

  private static final int SOME_CALLS = 9;
  private static final long SEED = 20_261_130;

  @Test
  void nothingAcceptedIsLost_andAcceptingGoesOn_whicheverCallFails() {
    List<DiskFaultAccount> accounts = orSkip(() -> DiskFaultDrill.run(SOME_CALLS, System.out));

    assertThat(accounts).hasSize(4);
    assertThat(accounts)
        .allSatisfy(account -> assertThat(account.isSound()).as(account.line()).isTrue());
  }

  @Test
  void nothingAcceptedIsLost_whenThePowerIsCut_butWithoutAnyKindOfSync() {
    List<PowerCutAccount> accounts =
        orSkip(() -> PowerCutDrill.run(2, 10, 1_500, SEED, System.out));

    assertThat(accounts.subList(0, 2))
        .allSatisfy(account -> assertThat(account.lost()).as(account.line()).isZero());
    // Of the second the last cut may have left no file to damage.
    assertThat(accounts.get(0).owed()).as(accounts.get(0).line()).isPositive();
    assertThat(accounts.subList(2, accounts.size()))
        .hasSize(6)
        .allSatisfy(account -> assertThat(account.lost()).as(account.line()).isPositive());
  }

  private static <T> T orSkip(Supplier<T> drill) {
    try {
      return drill.get();
    } catch (UnsupportedOperationException cannot) {
      return abort(cannot.getMessage());
    }
  }
}
