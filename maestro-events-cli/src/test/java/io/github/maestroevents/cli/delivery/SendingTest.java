package io.github.maestroevents.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.ManualClock;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SendingTest {

  private final ManualClock clock = ManualClock.create();
  private final Console console =
      new Console(
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream(),
          clock,
          nanos -> clock.advance(Duration.ofNanos(nanos)));

  @Test
  void longWait_asksEveryFiveSeconds_whetherTheEventsAreStillTheSenders() {
    RecordingSender sender = new RecordingSender();
    Sending sending = new Sending(new LogTarget(), Rate.parse("1/min"), console, sender);

    assertThat(sending.send(parcels(2))).isTrue();

    assertThat(sender.delivered).containsExactly(1L, 2L);
    assertThat(sender.looks).as("one for each, and within a minute").isBetween(13, 14);
  }

  @Test
  void timeThatWasNotUsed_isNotMadeUpFor() {
    RecordingSender sender = new RecordingSender();
    Sending sending = new Sending(new LogTarget(), Rate.parse("1/s"), console, sender);
    assertThat(sending.send(parcels(1))).isTrue();
    clock.advance(Duration.ofHours(1)); // a slow journal
    Duration before = sinceStart();

    assertThat(sending.send(parcels(3))).isTrue();

    assertThat(sinceStart().minus(before)).isEqualTo(Duration.ofSeconds(2));
  }

  private Duration sinceStart() {
    return Duration.between(ManualClock.create().now(), clock.now());
  }

  private static List<Parcel> parcels(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(number -> new Parcel(event(number), number, "event " + number))
        .toList();
  }

  private static EncodedEvent event(long number) {
    return new EncodedEvent(
        new EventId(String.format("%032x", number)),
        "TYPE",
        EventLevel.INFO,
        "key",
        EncodedEvent.JSON_CONTENT_TYPE,
        new byte[0],
        Map.of());
  }

  private static final class RecordingSender implements Sending.Sender {

    private final List<Long> delivered = new ArrayList<>();
    private int looks;

    @Override
    public void requireStillMine() {
      looks++;
    }

    @Override
    public void delivered(List<Parcel> parcels) {
      parcels.forEach(parcel -> delivered.add(parcel.number()));
    }
  }
}
