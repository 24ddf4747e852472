package io.github.maestroevents.delivery.internal.account;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.LogLines;
import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a dead letter says, and that nothing the host does on its way reaches the engine. */
class DeparturesTest {

  private final List<DeadLetter> letters = new ArrayList<>();
  private final Ledger ledger = new Ledger();

  @Test
  void letter_hasTheOrderingKeyAndTheAttributes_theEventTravelledWith() {
    giveUp(encoded(Map.of("traceparent", "00-1")), Reason.REJECTED, new IOException("no"));
    assertThat(letters.get(0).orderingKey()).isEqualTo("run");
    assertThat(letters.get(0).attributes())
        .containsEntry("traceparent", "00-1")
        .containsKeys("id", "source");
  }

  @Test
  void letter_hasTheAttributesThatWereGiven_ifTheEventWasNeverEncoded() {
    Map<String, String> given = new HashMap<>(Map.of("traceparent", "00-1"));
    given.put("nothing", null);
    giveUp(bare(given), Reason.CLOSED, new IOException("closed"));
    assertThat(letters.get(0).attributes()).isEqualTo(Map.of("traceparent", "00-1"));
  }

  @Test
  void cause_isTheLastFailure_notTheEndOfThePublisher() {
    PendingEvent event = encoded(Map.of());
    event.lastFailure = new IOException("connection refused");
    giveUp(event, Reason.CLOSED, new IOException("was closed"));
    assertThat(letters.get(0).cause()).hasMessage("connection refused");
    assertThat(letters.get(0).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void cause_isTheVerdict_whenTheDestinationGaveOne() {
    PendingEvent event = encoded(Map.of());
    event.lastFailure = new IOException("connection refused");
    giveUp(event, Reason.REJECTED, new IOException("too old"));
    assertThat(letters.get(0).cause()).hasMessage("too old");
  }

  @Test
  void letter_isWritten_whenTheClockFails() {
    DeliveryClock broken =
        new DeliveryClock() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public Instant now() {
            throw new LinkageError("clock");
          }
        };
    departures(letters::add, broken).giveUp(encoded(Map.of()), Reason.REJECTED, new Error(), 0);
    assertThat(letters).hasSize(1);
  }

  @Test
  void letter_isWritten_whenTheAttributesCannotBeRead() {
    Map<String, String> hostile =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            throw new AssertionError("hostile");
          }
        };
    giveUp(bare(hostile), Reason.CLOSED, new IOException("closed"));
    assertThat(letters).hasSize(1);
  }

  @Test
  void everyLetter_isLogged_whenTheHandlerThrowsErrors() {
    try (LogLines logged = LogLines.of(DeadLetterHandler.class)) {
      DeadLetterHandler failing =
          letter -> {
            throw new StackOverflowError();
          };
      Departures departures = departures(failing, new FakeClock());
      for (int i = 0; i < 3; i++) {
        departures.giveUp(encoded(Map.of()), Reason.REJECTED, new Unreadable(), 0);
      }
      assertThat(logged.texts()).hasSize(3).allMatch(text -> text.contains("workflow=run"));
    }
    assertThat(ledger.deadLettered()).isEqualTo(3);
  }

  @Test
  void nothing_reachesTheEngine_whenNoLetterCanBeMade() {
    new Departures(
            null, // no letter can do without it
            letters::add,
            false,
            new FakeClock(),
            ledger,
            new FlushBarriers(),
            new Acknowledgements(),
            new DeliveryLog(SafeLogger.of(DeparturesTest.class), "test"),
            untold())
        .giveUp(encoded(Map.of()), Reason.REJECTED, new IOException("no"), 0);
    assertThat(letters).isEmpty();
    assertThat(ledger.deadLettered()).isEqualTo(1);
  }

  /** As when a turn failed in the middle of what follows from an answer. */
  @Test
  void event_departsOnce_whateverBecomesOfItLater() {
    PendingEvent event = encoded(Map.of());
    Departures departures = departures(letters::add, new FakeClock());
    departures.delivered(event, 0);
    departures.delivered(event, 0);
    departures.takenBack(event);
    departures.giveUp(event, Reason.CLOSED, new IOException("closed"), 0);
    departures.discarded(event);
    assertThat(letters).isEmpty();
    assertThat(ledger.delivered()).isEqualTo(1);
    assertThat(ledger.deadLettered()).isZero();
  }

  private static final class Unreadable extends Error {
    @Override
    public String getMessage() {
      throw new Unreadable();
    }
  }

  private static PendingEvent encoded(Map<String, String> more) {
    EncodedEvent encoded = EncodedEvent.of(event("run", 1), OrderingKey.byWorkflowRun());
    Map<String, String> attributes = new HashMap<>(encoded.attributes());
    attributes.putAll(more);
    return new PendingEvent(
        1, event("run", 1), encoded.orderingKey(), encoded.withAttributes(attributes));
  }

  private static PendingEvent bare(Map<String, String> given) {
    return new PendingEvent(1, Envelope.withAttributes(event("run", 1), given), "", null);
  }

  private void giveUp(PendingEvent event, Reason reason, Throwable cause) {
    departures(letters::add, new FakeClock()).giveUp(event, reason, cause, 0);
  }

  private static GuardedMetrics untold() {
    return new GuardedMetrics(
        DeliveryMetrics.none(),
        "test",
        LoggerFactory.getLogger(DeparturesTest.class),
        new FakeClock());
  }

  private Departures departures(DeadLetterHandler handler, DeliveryClock clock) {
    return new Departures(
        "test",
        handler,
        false,
        clock,
        ledger,
        new FlushBarriers(),
        new Acknowledgements(),
        new DeliveryLog(SafeLogger.of(DeparturesTest.class), "test"),
        untold());
  }
}
