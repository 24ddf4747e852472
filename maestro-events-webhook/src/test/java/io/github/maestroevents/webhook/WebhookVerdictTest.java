package io.github.maestroevents.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.testkit.TestEvents;
import io.github.maestroevents.webhook.internal.call.GonePause;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer, and each way to have none, means for an event; against WireMock. */
class WebhookVerdictTest {

  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  private final ManualClock clock = new ManualClock("2026-11-30T10:00:00Z");

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void reset() {
    SERVER.resetAll();
  }

  private static URI uri() {
    return URI.create(SERVER.baseUrl() + "/hooks");
  }

  private WebhookPublisherBuilder builder() {
    return WebhookNotificationPublisher.builder(uri()).allowPrivateAddresses().clock(clock);
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(post(anyUrl()).willReturn(answer));
  }

  private DeliveryOutcome outcome() {
    return outcome(builder());
  }

  private static DeliveryOutcome outcome(WebhookPublisherBuilder builder) {
    try (WebhookNotificationPublisher publisher = builder.build()) {
      return Outcomes.of(publisher, Events.event("k", 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, delivered",
    "201, delivered",
    "202, delivered",
    "204, delivered",
    "299, delivered",
    "301, retry",
    "302, retry",
    "304, retry",
    "307, retry",
    "308, retry",
    "400, rejected",
    "404, rejected",
    "405, rejected",
    "406, rejected",
    "409, rejected",
    "411, rejected",
    "413, rejected",
    "415, rejected",
    "422, rejected",
    "431, rejected",
    "451, rejected",
    "401, retry",
    "403, retry",
    "407, retry",
    "408, retry",
    "410, retry",
    "421, retry",
    "425, retry",
    "429, retry",
    "500, retry",
    "501, retry",
    "502, retry",
    "503, retry",
    "504, retry",
    "599, retry"
  })
  void status_hasItsVerdict(int status, String verdict) {
    answers(status(status));

    assertThat(Outcomes.word(outcome())).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "401, NOT_DELIVERED",
    "410, NOT_DELIVERED",
    "429, NOT_DELIVERED",
    "307, NOT_DELIVERED",
    "408, IN_DOUBT",
    "500, IN_DOUBT",
    "503, IN_DOUBT"
  })
  void retriedStatus_tellsWhetherTheEventMayHaveArrived(int status, Certainty certainty) {
    answers(status(status));

    assertThat(((RetryLater) outcome()).certainty()).isEqualTo(certainty);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void retryAfter_isObeyed_inSeconds(int status) {
    answers(status(status).withHeader("Retry-After", "120"));

    assertThat(((RetryLater) outcome()).after()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void retryAfter_isObeyed_asADate(int status) {
    answers(status(status).withHeader("Retry-After", "Mon, 30 Nov 2026 10:03:00 GMT"));

    assertThat(((RetryLater) outcome()).after()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void retryAfter_isObeyed_upToACap() {
    answers(status(429).withHeader("Retry-After", "999999999999999999999"));

    assertThat(((RetryLater) outcome(builder().maxRetryAfter(Duration.ofMinutes(7)))).after())
        .isEqualTo(Duration.ofMinutes(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "soon", "1.5", "Mon, 30 Nov 2026 09:00:00 GMT", ""})
  void retryAfter_isNoWish_ifItIsInThePastOrNoTime(String value) {
    answers(status(503).withHeader("Retry-After", value));

    assertThat(((RetryLater) outcome()).after()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void brokenAnswer_isRetriedInDoubt(Fault fault) {
    answers(aResponse().withFault(fault));

    assertThat(outcome(builder().requestTimeout(Duration.ofSeconds(5))))
        .isInstanceOfSatisfying(
            RetryLater.class, retry -> assertThat(retry.certainty()).isEqualTo(Certainty.IN_DOUBT));
  }

  @Test
  void stalledAnswer_isRetried_whenTheDeadlineIsOver() {
    answers(status(200).withFixedDelay(20_000));

    assertThat(Outcomes.cause(outcome(builder().requestTimeout(Duration.ofMillis(300)))))
        .contains("no whole answer within the request timeout");
  }

  @Test
  void dribbledAnswer_isRetried_whenTheDeadlineIsOver() {
    answers(status(200).withBody("x".repeat(2_000)).withChunkedDribbleDelay(100, 20_000));

    assertThat(Outcomes.cause(outcome(builder().requestTimeout(Duration.ofMillis(700)))))
        .contains("no whole answer within the request timeout");
  }

  @Test
  void hugeAnswer_countsByItsStatus_andIsNotReadToItsEnd() {
    answers(status(200).withBody(new byte[20_000_000]));

    assertThat(Outcomes.word(outcome())).isEqualTo("delivered");
  }

  @Test
  void answerOfARefusal_standsInTheDeadLetter_escapedAndBounded() {
    answers(status(422).withBody("no\r\nsuch \u001b[31mfield" + "y".repeat(10_000)));

    String cause = Outcomes.cause(outcome());

    assertThat(cause).contains("it answered 422, saying no\\u000d\\u000asuch \\u001b[31mfield");
    assertThat(cause).hasSizeLessThan(700).doesNotContain("\r", "\n", "\u001b");
  }

  @Test
  void redirect_isNotFollowed_unlessAllowed() {
    answers(status(307).withHeader("Location", "/elsewhere"));

    assertThat(Outcomes.cause(outcome())).contains("a redirect that is not followed");
    SERVER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @Test
  void redirect_isFollowedWithItsBody_ifAllowed() {
    SERVER.stubFor(
        post(urlEqualTo("/hooks")).willReturn(status(308).withHeader("Location", "/elsewhere")));
    SERVER.stubFor(post(urlEqualTo("/elsewhere")).willReturn(status(204)));

    assertThat(Outcomes.word(outcome(builder().followRedirects()))).isEqualTo("delivered");
    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo("/elsewhere"))
            .withRequestBody(
                com.github.tomakehurst.wiremock.client.WireMock.equalTo(
                    "{\"key\":\"k\",\"number\":1}")));
  }

  @Test
  void redirectLoop_isRetried_afterAFewRequests() {
    answers(status(307).withHeader("Location", "/hooks"));

    assertThat(Outcomes.word(outcome(builder().followRedirects()))).isEqualTo("retry");
    SERVER.verify(4, postRequestedFor(urlEqualTo("/hooks")));
  }

  @Test
  void redirectToAnotherOrigin_getsNoTokenAndNoHeaderOfTheHost() {
    try (Receiver other = new Receiver()) {
      answers(status(307).withHeader("Location", other.uri().toString()));

      DeliveryOutcome outcome =
          outcome(
              builder().followRedirects().bearerToken(() -> "s3cret").header("X-Key", "s3cret"));

      assertThat(Outcomes.word(outcome)).isEqualTo("delivered");
      assertThat(other.requests())
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.headers())
                      .containsKey("webhook-id")
                      .doesNotContainKeys("authorization", "x-key"));
    }
  }

  @Test
  void redirectToAHostThatIsNotAllowed_isNotFollowed() {
    try (Receiver other = new Receiver()) {
      answers(status(307).withHeader("Location", other.uri().toString()));

      DeliveryOutcome outcome =
          outcome(builder().followRedirects().allowedHosts(List.of("localhost")));

      assertThat(Outcomes.word(outcome)).isEqualTo("retry");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void gone_pausesTheDestination_andSaysSo() {
    answers(status(410));
    try (WebhookNotificationPublisher publisher =
            builder().goneFor(Duration.ofMinutes(30)).build();
        CapturedLog log = new CapturedLog(GonePause.class)) {
      RetryLater first = (RetryLater) Outcomes.of(publisher, Events.event("k", 1));
      answers(status(204));
      clock.advance(Duration.ofMinutes(10));
      RetryLater second = (RetryLater) Outcomes.of(publisher, Events.event("k", 2));
      SERVER.verify(1, postRequestedFor(anyUrl()));
      clock.advance(Duration.ofMinutes(20));
      DeliveryOutcome third = Outcomes.of(publisher, Events.event("k", 3));

      assertThat(first.after()).isEqualTo(Duration.ofMinutes(30));
      assertThat(second.after()).isEqualTo(Duration.ofMinutes(20));
      assertThat(Outcomes.word(third)).isEqualTo("delivered");
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("answered 410 Gone: nothing is sent to it for PT30M");
    }
  }

  @Test
  void token_isAskedForAnew_whenItWasRefused() {
    AtomicInteger asked = new AtomicInteger();
    try (Receiver receiver =
            new Receiver(
                (request, exchange) ->
                    "Bearer token-2".equals(request.header("authorization")) ? 204 : 401);
        WebhookNotificationPublisher publisher =
            receiver.publisher().bearerToken(() -> "token-" + asked.incrementAndGet()).build()) {
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1)))).isEqualTo("retry");
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1))))
          .isEqualTo("delivered");
    }
  }

  @Test
  void supplierThatFails_hasTheEventRetried_andKeepsItsWordsToItself() {
    DeliveryOutcome outcome =
        outcome(
            builder()
                .bearerToken(
                    () -> {
                      throw new IllegalStateException("s3cret");
                    }));

    assertThat(Outcomes.word(outcome)).isEqualTo("retry");
    assertThat(Outcomes.cause(outcome)).contains("no request was made").doesNotContain("s3cret");
  }

  @Test
  void nobodyThere_isRetried_andNotDeliveredForSure() {
    Receiver gone = new Receiver();
    WebhookPublisherBuilder builder = gone.publisher();
    gone.close();

    assertThat(outcome(builder))
        .isInstanceOfSatisfying(
            RetryLater.class,
            retry -> assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED));
  }

  @Test
  void unavailableThenWell_deliversThroughTheEngine() {
    SERVER.stubFor(
        post(anyUrl())
            .inScenario("mending")
            .whenScenarioStateIs(com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED)
            .willReturn(status(503))
            .willSetStateTo("well"));
    SERVER.stubFor(
        post(anyUrl()).inScenario("mending").whenScenarioStateIs("well").willReturn(status(200)));
    try (NonBlockingNotificationPublisher engine = Engine.of(builder().build())) {
      engine.send(TestEvents.event());

      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      assertThat(engine.stats().delivered()).isEqualTo(1);
      SERVER.verify(2, postRequestedFor(anyUrl()));
    }
  }

  @Test
  void batchWithOneRefusedEvent_goesInHalves_andTheOthersArrive() {
    try (Receiver receiver =
            new Receiver(
                (request, exchange) ->
                    new String(request.body(), java.nio.charset.StandardCharsets.UTF_8)
                            .contains("\"number\":5}")
                        ? 400
                        : 204);
        WebhookNotificationPublisher publisher =
            receiver.publisher().format(WebhookFormat.BATCH).build()) {
      List<String> words = Outcomes.words(Outcomes.of(publisher, Events.events(0, 8)));

      assertThat(words.get(5)).isEqualTo("rejected");
      assertThat(words.stream().filter("delivered"::equals)).hasSize(7);
      List<String> ids =
          receiver.requests().stream()
              .flatMap(request -> JsonEvents.of(request).stream())
              .map(event -> event.eventId().orElseThrow())
              .toList();
      assertThat(ids)
          .containsExactlyElementsOf(
              Events.events(0, 8).stream()
                  .map(event -> event.id().value())
                  .filter(id -> Events.number(id) != 5)
                  .toList());
    }
  }

  @Test
  void batchThatIsTooLarge_goesInParts() {
    try (Receiver receiver = new Receiver();
        WebhookNotificationPublisher publisher =
            receiver.publisher().format(WebhookFormat.NDJSON).maxBodyBytes(32 * 1024).build()) {
      List<DeliveryOutcome> outcomes =
          Outcomes.of(
              publisher,
              List.of(
                  Events.event("a", 1, "\"" + "x".repeat(20_000) + "\""),
                  Events.event("b", 2, "\"" + "x".repeat(20_000) + "\""),
                  Events.event("c", 3, "\"" + "x".repeat(40_000) + "\"")));

      assertThat(Outcomes.words(outcomes)).containsExactly("delivered", "delivered", "rejected");
      assertThat(Outcomes.cause(outcomes.get(2))).contains("32768 are allowed");
      assertThat(receiver.requests()).hasSize(2);
    }
  }
}
