package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.maestro.exceptions.MaestroRetryableError;
import com.netflix.maestro.models.events.MaestroEvent;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Maestro sees of the library. */
class NetflixMaestroPublisherTest {

  private static final String SECRET = "pa55word";

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  @Test
  void send_handsTheEventOver() {
    List<io.github.maestroevents.event.MaestroEvent> sent = new ArrayList<>();

    publisher(new FakeDelivery(sent::add), Golden.MAPPER).send(Golden.step());

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).workflowId()).isEqualTo("sample-wf");
  }

  static List<Throwable> refusals() {
    return List.of(
        new RetryableDeliveryException("100 % of it", new IllegalStateException("refused")),
        RetryableDeliveryException.withoutStackTrace("The circuit is open"),
        PublisherOverloadedException.withoutStackTrace("The journal is full"),
        new PublisherClosedException("The publisher is closed"),
        new IllegalStateException("a defect"),
        new Exception("a checked one that nobody declared"),
        new NoClassDefFoundError("org/example/Gone"),
        new OutOfMemoryError("no heap"),
        new StackOverflowError(),
        new Error("of any kind"),
        new Throwable("of no kind"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusal_makesMaestroSendAgain_withoutAStackTraceInItsLog(Throwable thrown) {
    Throwable seen = catchThrowable(() -> publisher(thrown).send(Golden.step()));

    assertThat(seen).isInstanceOf(MaestroRetryableError.class).hasNoCause();
    assertThat(seen.getStackTrace()).isEmpty();
    assertThat(seen.getSuppressed()).isEmpty();
    assertThat(seen.getMessage()).doesNotContain("\n");
    if (thrown.getMessage() != null) {
      assertThat(seen.getMessage()).contains(thrown.getMessage());
    }
  }

  @Test
  void refusal_saysWhatIsBehindIt() {
    Throwable thrown =
        new RetryableDeliveryException("Not taken", new IllegalStateException("disk on fire"));

    assertThat(catchThrowable(() -> publisher(thrown).send(Golden.step())))
        .hasMessageContaining("Not taken")
        .hasMessageContaining("disk on fire");
  }

  @Test
  void errorInTheMapper_makesMaestroSendAgain() {
    for (Throwable error : List.of(new StackOverflowError(), new NoClassDefFoundError("x"))) {
      NetflixMaestroPublisher publisher =
          publisher(new FakeDelivery(event -> {}), new FailingMapper(error));

      assertThat(catchThrowable(() -> publisher.send(Golden.step())))
          .isInstanceOf(MaestroRetryableError.class);
    }
  }

  @Test
  void stackThatIsUsedUp_neverLetsAnErrorLeave() {
    NetflixMaestroPublisher publisher = publisher(new StackOverflowError());
    MaestroEvent event = Golden.step();

    assertThat(deepest(publisher, event)).isInstanceOf(MaestroRetryableError.class);
  }

  /** What the deepest call throws for which there is a frame at all. */
  @SuppressWarnings("InfiniteRecursion") // until there is no frame
  private static Throwable deepest(NetflixMaestroPublisher publisher, MaestroEvent event) {
    try {
      return deepest(publisher, event);
    } catch (StackOverflowError noFrame) {
      try {
        publisher.send(event);
        return noFrame;
      } catch (StackOverflowError notEvenHere) {
        throw notEvenHere; // the next frame up tries
      } catch (RuntimeException seen) {
        return seen;
      }
    }
  }

  @Test
  void eventThatNeverWillBeTaken_isLoggedByItsIdentity_andMaestroGoesOn() {
    try (Logs logs = new Logs()) {
      Throwable never =
          new PermanentDeliveryException("never", new IllegalStateException("too large"));

      assertThatCode(() -> publisher(never).send(Golden.step())).doesNotThrowAnyException();
      assertThat(logs.lines())
          .singleElement()
          .asString()
          .contains("STEP_INSTANCE_STATUS_CHANGE_EVENT", "sample-wf", "REJECTED", "too large");
    }
  }

  @Test
  void eventThatHasNoJson_isLoggedByItsIdentity_andMaestroGoesOn() {
    try (Logs logs = new Logs()) {
      NetflixMaestroPublisher publisher =
          publisher(
              new FakeDelivery(event -> {}), new FailingMapper(new IllegalStateException("boom")));

      assertThatCode(() -> publisher.send(Golden.step())).doesNotThrowAnyException();
      assertThat(logs.lines())
          .singleElement()
          .asString()
          .contains("sample-wf", "NOT_ENCODABLE", "boom");
    }
  }

  @Test
  void nothingAtAll_isLogged_andMaestroGoesOn() {
    try (Logs logs = new Logs()) {
      NetflixMaestroPublisher publisher =
          publisher(new FakeDelivery(event -> {}), new NullMapper());

      assertThatCode(() -> publisher.send(new Thrower(new NoSuchMethodError("x"))))
          .doesNotThrowAnyException();
      assertThat(logs.lines())
          .anySatisfy(line -> assertThat(line).contains("given up"))
          .noneSatisfy(line -> assertThat(line).contains(SECRET));
    }
  }

  @Test
  void failureThatNobodyForesaw_isLoggedWithItsTrace_onceAMinute() {
    try (Logs logs = new Logs()) {
      NetflixMaestroPublisher publisher = publisher(new IllegalStateException("a defect"));

      for (int i = 0; i < 50; i++) {
        refused(publisher);
      }

      assertThat(logs.lines()).hasSize(1);
    }
  }

  @Test
  void failureThatNobodyForesaw_isLoggedAgain_aMinuteLater() {
    try (Logs logs = new Logs()) {
      ManualClock clock = ManualClock.create();
      NetflixMaestroPublisher publisher =
          new NetflixMaestroPublisher(
              FakeDelivery.throwing(new IllegalStateException("a defect")),
              DeadLetterHandler.logging(),
              Golden.MAPPER,
              Duration.ofSeconds(5),
              clock);

      refused(publisher);
      clock.advance(Duration.ofSeconds(59));
      refused(publisher);
      assertThat(logs.lines()).hasSize(1);
      clock.advance(Duration.ofSeconds(1));
      refused(publisher);
      assertThat(logs.lines()).hasSize(2);
    }
  }

  @Test
  void sendThatTakesLongerThanMaestrosBudget_isWarnedOf() {
    try (Logs logs = new Logs()) {
      ManualClock clock = ManualClock.create();
      Duration[] takes = {Duration.ofSeconds(10)};
      NetflixMaestroPublisher publisher =
          new NetflixMaestroPublisher(
              new FakeDelivery(event -> clock.advance(takes[0])),
              DeadLetterHandler.logging(),
              Golden.MAPPER,
              Duration.ofSeconds(5),
              clock);

      publisher.send(Golden.step());
      assertThat(logs.lines()).isEmpty();
      takes[0] = Duration.ofSeconds(11);
      publisher.send(Golden.step());
      publisher.send(Golden.step());
      assertThat(logs.lines()).singleElement().asString().contains("append-timeout");
    }
  }

  @Test
  void refusalOfAnOutage_isNotLoggedHere_becauseMaestroLogsIt() {
    try (Logs logs = new Logs()) {
      NetflixMaestroPublisher publisher =
          publisher(RetryableDeliveryException.withoutStackTrace("The circuit is open"));

      refused(publisher);

      assertThat(logs.lines()).isEmpty();
    }
  }

  @Test
  void interruptOfASender_keepsItsFlag() {
    NetflixMaestroPublisher declared =
        publisher(
            new FakeDelivery(
                event -> {
                  Thread.currentThread().interrupt();
                  throw RetryableDeliveryException.withoutStackTrace("interrupted");
                }),
            Golden.MAPPER);

    refused(declared);
    assertThat(Thread.interrupted()).isTrue();

    refused(publisher(new InterruptedException()));
    assertThat(Thread.interrupted()).as("thrown without being declared").isTrue();
  }

  @Test
  void close_returnsWhenTheEngineHasEnded() {
    FakeDelivery delivery = new FakeDelivery(event -> {});
    delivery.end.complete(null);

    assertThatCode(publisher(delivery, Golden.MAPPER)::close).doesNotThrowAnyException();
  }

  @Test
  void close_goesOnWithoutAnEngineThatDoesNotEnd_andSaysSo() {
    try (Logs logs = new Logs()) {
      Duration none = NetflixMaestroPublisher.CLOSE_GRACE.negated();
      NetflixMaestroPublisher publisher =
          publisher(new FakeDelivery(event -> {}), Golden.MAPPER, none);

      publisher.close();

      assertThat(logs.lines()).singleElement().asString().contains("Not closed within PT0S");
    }
  }

  @Test
  void close_endsByAnInterrupt_whoseFlagStaysSet() {
    Thread.currentThread().interrupt();

    publisher(new FakeDelivery(event -> {}), Golden.MAPPER).close();

    assertThat(Thread.interrupted()).isTrue();
  }

  private static void refused(NetflixMaestroPublisher publisher) {
    assertThat(catchThrowable(() -> publisher.send(Golden.step())))
        .isInstanceOf(MaestroRetryableError.class);
  }

  private static NetflixMaestroPublisher publisher(Throwable thrown) {
    return publisher(FakeDelivery.throwing(thrown), Golden.MAPPER);
  }

  private static NetflixMaestroPublisher publisher(FakeDelivery delivery, ObjectMapper mapper) {
    return publisher(delivery, mapper, Duration.ofSeconds(5));
  }

  private static NetflixMaestroPublisher publisher(
      FakeDelivery delivery, ObjectMapper mapper, Duration closeTimeout) {
    return new NetflixMaestroPublisher(
        delivery, DeadLetterHandler.logging(), mapper, closeTimeout, DeliveryClock.system());
  }

  /** Writes what is no event. */
  private static final class NullMapper extends ObjectMapper {
    private static final long serialVersionUID = 1;

    @Override
    public String writeValueAsString(Object value) {
      return "null " + SECRET;
    }
  }
}
