package io.github.maestroevents.delivery.internal.account;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.delivered;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.engine.EngineUnderTest;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads: each trouble once, then by count, and its end. */
class DeliveryLogTest {

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(EngineUnderTest.class);
  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void start_isOneLine_thatSaysWhatIsInForce() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).queue(QueuePolicy.defaults().withCapacity(64)).start();
    engine.engine.tellStart();
    assertThat(texts())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(
                        "'test' starts", "MEMORY", "queue of 64", "DROP_NEWEST", "no journal"));
  }

  @Test
  void failure_isLoggedOnce_thenByCountOnceAMinute_andItsEnd() {
    for (int i = 0; i < 30; i++) {
      publisher.thenAll(retryLater(new IOException("connection refused")));
    }
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .retry(
                RetryPolicy.defaults().withDelays(Duration.ofSeconds(10), Duration.ofSeconds(10)))
            .start();
    engine.send(event("secret-payload", 1)).runUntilSettled();
    assertThat(texts()).hasSizeBetween(3, 8);
    assertThat(texts().get(0))
        .contains("'test'", "1 delivery attempt(s)", "connection refused")
        .doesNotContain("secret-payload");
    assertThat(texts().get(texts().size() - 1)).contains("takes events again");
  }

  @Test
  void recovery_isNotClaimed_whenNothingWasDelivered() {
    publisher
        .thenAll(retryLater(new IOException("down")))
        .thenAll(retryLater(new IOException("down")))
        .thenAll(rejected(new IOException("no")));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).retry(RetryPolicy.defaults().withMaxAttempts(2)).start();
    engine.send(event("a", 1)).runUntilSettled();
    engine.send(event("a", 2)).runUntilSettled();
    assertThat(texts()).hasSize(1).noneMatch(text -> text.contains("again"));
  }

  @Test
  void failuresThatComeAndGo_areLoggedOnceAMinute() {
    for (int i = 0; i < 50; i++) {
      publisher.thenAll(retryLater(new IOException("down"), Duration.ofMillis(20)));
      publisher.thenAll(delivered());
    }
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    for (int i = 0; i < 50; i++) {
      engine.send(event("a", i)).runUntilSettled();
    }
    assertThat(texts()).hasSize(2); // its beginning and its end; fifty times within a minute
  }

  @Test
  void laterDrops_areLoggedWhenTheMinuteIsOver_alsoIfNoneFollow() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher.hold())
            .queue(QueuePolicy.defaults().withCapacity(2))
            .start();
    engine.send(event("a", 1), event("a", 2), event("a", 3)).turn();
    engine.send(event("a", 1), event("a", 2), event("a", 3), event("a", 4)).turn();
    assertThat(texts()).hasSize(1);
    publisher.open.forEach(answer -> answer.complete(BatchResult.allDelivered(2)));
    engine.turn().advance(Duration.ofMinutes(1)).turn().advance(Duration.ofHours(1)).turn();
    assertThat(texts().stream().filter(text -> text.contains("dropped"))).hasSize(2);
    assertThat(texts().get(texts().size() - 1)).contains("2 event(s) dropped, 3 in all");
  }

  @Test
  void lineBreaksInIdsAndCauses_forgeNoLine() {
    DeadLetter letter =
        new DeadLetter(
            "kafka",
            event("x\n2026-01-01 ERROR forged", 1),
            null,
            "",
            Map.of(),
            DeadLetter.Reason.REJECTED,
            new IOException("a\r\nb"),
            1,
            null,
            java.time.Instant.EPOCH);
    assertThat(letter.toString()).doesNotContain("\n", "\r").contains("forged", "\\u000a");
  }

  @Test
  void drops_areLoggedOnce_withTheCapacity() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher.hold())
            .queue(QueuePolicy.defaults().withCapacity(2))
            .start();
    for (int turn = 0; turn < 5; turn++) {
      engine.send(event("a", 1), event("a", 2), event("a", 3)).turn();
    }
    assertThat(texts().stream().filter(text -> text.contains("dropped"))).hasSize(1);
    assertThat(texts().get(0)).contains("2 events is full");
  }

  @Test
  void silence_isLoggedOnce_whenBatchesStayUnanswered() {
    EngineUnderTest engine = EngineUnderTest.with(publisher.hold()).start();
    engine.send(event("a", 1)).turn().advance(Duration.ofMillis(4999)).turn();
    assertThat(texts()).isEmpty();

    engine.advance(Duration.ofMillis(1)).turn().advance(Duration.ofSeconds(1)).turn();
    assertThat(texts()).singleElement().asString().contains("has not answered for 5 s");

    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(texts()).hasSize(1);
  }

  private List<String> texts() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
