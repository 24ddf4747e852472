package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedRequest;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service says when it does not take a request, or some of its messages. */
@ParameterizedClass
@EnumSource(Sdk.class)
class SqsRefusalTest {

  private static final Map<Sdk, SqsNotificationPublisher> PUBLISHERS = new EnumMap<>(Sdk.class);
  private static ScriptedSqs sqs;

  private final SqsNotificationPublisher publisher;

  SqsRefusalTest(Sdk sdk) {
    publisher = PUBLISHERS.computeIfAbsent(sdk, used -> used.builder(sqs.queueUrl()).build());
  }

  @BeforeAll
  static void start() {
    sqs = new ScriptedSqs(ScriptedAnswer::taken);
  }

  @AfterAll
  static void end() {
    PUBLISHERS.values().forEach(SqsNotificationPublisher::close);
    PUBLISHERS.clear();
    sqs.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, com.amazonaws.sqs#RequestThrottled, throttles",
    "400, com.amazonaws.sqs#ThrottlingException, throttles",
    "403, com.amazonaws.sqs#KmsThrottled, throttles",
    "503, com.amazonaws.sqs#ServiceUnavailable, overloaded",
    "500, com.amazonaws.sqs#InternalFailure, the service failed",
    "403, com.amazon.coral.service#ExpiredTokenException, renew them",
    "403, com.amazon.coral.service#UnrecognizedClientException, renew them",
    "403, com.amazon.coral.service#InvalidSignatureException, renew them",
    "403, com.amazonaws.sqs#AccessDeniedException, allow them sqs:SendMessage",
    "400, com.amazonaws.sqs#KmsAccessDenied, KMS key",
    "400, com.amazonaws.sqs#KmsDisabled, KMS key",
    "400, com.amazonaws.sqs#KmsNotFound, KMS key",
    "400, com.amazonaws.sqs#QueueDoesNotExist, create it",
    "400, com.amazonaws.sqs#QueueDeletedRecently, create it",
    "404, com.amazonaws.sqs#InvalidAddress, correct its URL",
    "403, com.amazonaws.sqs#InvalidSecurity, only HTTPS",
  })
  void everyEvent_isRetriedAndTheCauseSaysWhatToDo_whenTheRequestIsRefused(
      int status, String type, String advice) {
    sqs.follow(request -> ScriptedAnswer.error(status, type));

    List<DeliveryOutcome> outcomes = Outcomes.of(publisher, Events.events(0, 3));

    assertThat(Outcomes.words(outcomes)).containsExactly("retry", "retry", "retry");
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(Outcomes.cause(outcome))
                    .contains(sqs.queueUrl())
                    .contains(advice)
                    .contains(type.substring(type.indexOf('#') + 1)));
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              RetryLater retry = (RetryLater) outcome;
              assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);
              assertThat(retry.certainty())
                  .isEqualTo(status < 500 ? Certainty.NOT_DELIVERED : Certainty.IN_DOUBT);
            });
    assertThat(sqs.requests()).as("the SDK adds no retries").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"503", "500", "429"})
  void retry_waitsAsLongAsTheServiceAsks(int status) {
    sqs.follow(
        request ->
            ScriptedAnswer.error(status, "com.amazonaws.sqs#ServiceUnavailable")
                .withHeader("Retry-After", "7"));

    DeliveryOutcome outcome = Outcomes.of(publisher, Events.event("k", 1));

    assertThat(((RetryLater) outcome).after()).isEqualTo(Duration.ofSeconds(7));
  }

  static Stream<Arguments> entryFailures() {
    return Stream.of(
        Arguments.of("InvalidMessageContents", true, "rejected"),
        Arguments.of("InvalidParameterValue", true, "rejected"),
        Arguments.of("InternalError", false, "retry"),
        Arguments.of("InvalidMessageContents", false, "retry"),
        Arguments.of("RequestThrottled", true, "retry"),
        Arguments.of("AccessDenied", true, "retry"),
        Arguments.of("KMS.AccessDeniedException", true, "retry"),
        Arguments.of("AWS.SimpleQueueService.NonExistentQueue", true, "retry"));
  }

  @ParameterizedTest
  @MethodSource("entryFailures")
  void event_isJudgedAlone_whenItsMessageIsRefused(
      String code, boolean senderFault, String verdict) {
    sqs.follow(
        request ->
            ScriptedAnswer.refusing(
                request, entry -> entry.body().contains("guilty"), code, senderFault));

    List<DeliveryOutcome> outcomes =
        Outcomes.of(
            publisher, List.of(Events.event("a", 1), guilty(), Events.event("b", 2), guilty()));

    assertThat(Outcomes.words(outcomes))
        .containsExactly("delivered", verdict, "delivered", verdict);
    assertThat(Outcomes.cause(outcomes.get(1))).contains(code).doesNotContain("scripted");
    assertThat(sqs.requests()).hasSize(1);
  }

  @Test
  void request_isSentInParts_whenItIsTooLongForTheService() {
    sqs.follow(
        request ->
            request.size() > 3
                ? ScriptedAnswer.error(400, "com.amazonaws.sqs#BatchRequestTooLong")
                : ScriptedAnswer.taken(request));

    List<DeliveryOutcome> outcomes = Outcomes.of(publisher, Events.events(0, 10));

    assertThat(outcomes).hasSize(10).allMatch(Delivered.class::isInstance);
    assertThat(sqs.requests()).extracting(ScriptedRequest::size).contains(10, 5, 3, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "com.amazonaws.sqs#InvalidMessageContents",
    "com.amazonaws.sqs#BatchRequestTooLong",
    "com.amazonaws.sqs#InvalidParameterValueException"
  })
  void guiltyEvent_isFoundAndRejected_whenTheRequestIsRefusedForItsContents(String type) {
    sqs.follow(
        request ->
            request.holds("guilty")
                ? ScriptedAnswer.error(400, type)
                : ScriptedAnswer.taken(request));
    List<EncodedEvent> batch = new ArrayList<>(Events.events(0, 9));
    batch.add(6, guilty());

    List<DeliveryOutcome> outcomes = new ArrayList<>(Outcomes.of(publisher, batch));

    assertThat(Outcomes.word(outcomes.remove(6))).isEqualTo("rejected");
    assertThat(outcomes).hasSize(9).allMatch(Delivered.class::isInstance);
  }

  @Test
  void eventsBesideOneThatIsRefusedWithAnUnknownCode_areDelivered() {
    sqs.follow(
        request ->
            request.holds("guilty")
                ? ScriptedAnswer.error(400, "com.amazonaws.sqs#NeverHeardOf")
                : ScriptedAnswer.taken(request));

    List<DeliveryOutcome> outcomes =
        Outcomes.of(publisher, List.of(Events.event("a", 1), guilty(), Events.event("b", 2)));

    assertThat(Outcomes.words(outcomes)).containsExactly("delivered", "retry", "delivered");
    assertThat(Outcomes.cause(outcomes.get(1))).contains("NeverHeardOf");
  }

  @Test
  void serviceThatKnowsNoFairQueues_isNoReasonToGiveEventsUp() {
    String reason = "Value k for parameter MessageGroupId is invalid";
    sqs.follow(
        request ->
            ScriptedAnswer.of(
                200,
                ScriptedAnswer.refusing(request, entry -> true, "InvalidParameterValue", true)
                    .body()
                    .replace("scripted", reason)));
    assertThat(Outcomes.cause(Outcomes.of(publisher, Events.event("k", 1))))
        .contains("withoutMessageGroups()");

    sqs.follow(
        request ->
            ScriptedAnswer.of(
                400,
                ScriptedAnswer.error(400, "com.amazonaws.sqs#InvalidParameterValue")
                    .body()
                    .replace("scripted", reason)));
    List<DeliveryOutcome> outcomes = Outcomes.of(publisher, Events.events(0, 3));

    assertThat(Outcomes.words(outcomes)).containsOnly("retry");
    assertThat(Outcomes.cause(outcomes.get(0))).contains("withoutMessageGroups()");
    assertThat(sqs.requests()).hasSize(1);
  }

  @Test
  void event_isRetried_whenTheAnswerDoesNotMentionIt() {
    sqs.follow(request -> ScriptedAnswer.taken(request.withFirst(1)));

    List<DeliveryOutcome> outcomes = Outcomes.of(publisher, Events.events(0, 2));

    assertThat(Outcomes.words(outcomes)).containsExactly("delivered", "retry");
    assertThat(Outcomes.cause(outcomes.get(1))).contains("did not say");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of(200, "{}"),
        Arguments.of(200, "{\"Successful\":[{\"Id\":\"77\",\"MessageId\":\"m\"}]}"),
        Arguments.of(200, "{\"Successful\":[{\"Id\":\"\",\"MessageId\":\"m\"}]}"),
        Arguments.of(200, "{\"Successful\":["),
        Arguments.of(200, "<html>captive portal</html>"),
        Arguments.of(404, "not here"),
        Arguments.of(502, "<html>bad gateway</html>"),
        Arguments.of(500, ""));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void event_isRetried_whenTheAnswerIsNonsense(int status, String body) {
    sqs.follow(request -> ScriptedAnswer.of(status, body));

    assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1)))).isEqualTo("retry");
  }

  @Test
  void event_isRetried_whenTheServiceStoredAnotherBody() {
    sqs.follow(
        request -> {
          ScriptedAnswer good = ScriptedAnswer.taken(request);
          return ScriptedAnswer.of(200, good.body().replaceAll("[0-9a-f]{32}", "0".repeat(32)));
        });

    assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1)))).isEqualTo("retry");
  }

  @Test
  void event_isRetried_whenTheConnectionEndsWithoutAnAnswer() {
    sqs.follow(
        request -> {
          throw new IllegalStateException("no answer");
        });

    DeliveryOutcome outcome = Outcomes.of(publisher, Events.event("k", 1));

    assertThat(Outcomes.word(outcome)).isEqualTo("retry");
    assertThat(Outcomes.cause(outcome)).contains("may have arrived");
    assertThat(((RetryLater) outcome).certainty()).isEqualTo(Certainty.IN_DOUBT);
  }

  private static EncodedEvent guilty() {
    return Events.event("guilty", 1);
  }
}
