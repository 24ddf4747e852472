package io.github.maestroevents.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void account_showsWhatBecameOfTheEvents() {
    OfferedEvent offered = new OfferedEvent("a1", "a", 0, "{1}");
    ReadEvent read = new ReadEvent("a1", "a", "{1}");
    Account account =
        Account.of(
            Samples.delivered(1),
            List.of(offered),
            0,
            Set.of(),
            List.of(read, read),
            List.of(read));

    assertThat(Report.account(account))
        .contains("WHAT BECAME OF THE EVENTS")
        .anyMatch(line -> line.matches("  delivered +1   .*"))
        .anyMatch(line -> line.matches("  duplicates by event id, raw +1   .*"))
        .anyMatch(line -> line.matches("  duplicates after the filter +0   .*"));
  }

  @Test
  void outage_showsHowLongItWasAndWhatWasHeldInMemory() {
    assertThat(Report.outage(Samples.outage()))
        .anyMatch(line -> line.matches("  broker dead after kill -9 +4.0 s   .*"))
        .anyMatch(line -> line.matches("  without a broker in all +9.4 s   .*"))
        .anyMatch(line -> line.matches("  held in memory when it was back +2   queued 0.*"));
  }

  @Test
  void latency_showsEachPhaseInAColumnOfItsOwnAndTheClockBesideThem() {
    CallerLatency latency = new CallerLatency();
    latency.record(Phase.BEFORE, 100, 20);
    latency.record(Phase.DURING, 200, 20);
    latency.record(Phase.DURING, 200, 20);
    latency.record(Phase.AFTER, 3_000_000, 20);

    assertThat(Report.latency(latency))
        .contains("  calls                   1            2            1              4")
        .anyMatch(line -> line.matches("  p50 +0.10 us +0.20 us +3.00 ms +0.02 us"));
  }
}
