package io.github.maestroevents.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.internal.call.FailureVerdicts;
import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedRequest;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose attributes a refusal is about, in the words of the service and of emulators. */
class AttributeRefusalTest {

  private static ScriptedSqs sqs;
  private static SqsNotificationPublisher publisher;

  @BeforeAll
  static void start() {
    sqs = new ScriptedSqs(ScriptedAnswer::taken);
    publisher = SqsNotificationPublisher.builder(sqs.queueUrl()).build();
  }

  @AfterAll
  static void end() {
    publisher.close();
    sqs.close();
  }

  static Stream<String> refusalsForOthers() {
    return Stream.of(
        "The message attribute 'trace.id' is invalid",
        "Message (user) attribute 'tracestate' must contain a non-empty value of type 'String'.",
        "Message (user) attribute 'resource_id' is invalid",
        "The message attribute 'ce_id.part' must contain non-empty message attribute value for"
            + " message attribute type 'String'.",
        "The type of message (user) attribute 'dd' is invalid. You must use only the following"
            + " supported type prefixes: Binary, Number, String.",
        "Can't cast the value of message (user) attribute 'depth' to a number.",
        "Message (user) attribute names must be shorter than 256 Bytes",
        "Message (user) attributes name can only contain upper and lower score characters, digits,"
            + " periods, hyphens and underscores. ",
        "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
            + " are reserved for internal use. Additionally, they cannot start or end with '.'.",
        "The request must contain non-empty message attribute name.");
  }

  @ParameterizedTest
  @MethodSource("refusalsForOthers")
  void event_isRetried_andNothingIsLeftOut_whenNoneOfItsOwnAttributesIsNamed(String said) {
    sqs.follow(request -> refused(request, said));

    RetryLater retry = (RetryLater) Outcomes.of(publisher, Events.event("k", 1));
    Outcomes.of(publisher, Events.event("k", 2));

    assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);
    assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
    assertThat(retry.cause())
        .hasMessageNotContaining(said.strip())
        .hasMessageContaining("turn the agent's attributes for SQS off");
    assertThat(sqs.requests())
        .allSatisfy(
            request -> assertThat(request.entries().get(0).attributes()).containsKey("ce_subject"));
  }

  static Stream<String> refusalsForTheirOwn() {
    return Stream.of(
        "Message (user) attribute 'ce_source' is invalid",
        "The message attribute 'ce_team' must contain non-empty message attribute value for message"
            + " attribute type 'String'.",
        "The type of message (user) attribute 'ce_team' is invalid. You must use only the following"
            + " supported type prefixes: Binary, Number, String.",
        "Message attribute name 'ce_team' is invalid.",
        "Message attribute name ce_team can only contain letters",
        "Attribute 'ce_team' must contain a non-empty value of type 'String'",
        "Value of MessageAttributes.ce_team.StringValue is not allowed",
        "Invalid binary character '#x0' was found in the message attribute 'ce_team'",
        "Invalid characters found in a message attribute value",
        "One or more parameters are invalid. Reason: Message must be shorter than 262144 bytes,"
            + " message attributes included.");
  }

  @ParameterizedTest
  @MethodSource("refusalsForTheirOwn")
  void event_isRejectedForWhatIsItsOwn_withoutTheServicesWords_itsNeighboursNot(String said) {
    sqs.follow(
        request ->
            ScriptedAnswer.refusing(
                request, AttributeRefusalTest::isOfTeam, "InvalidParameterValue", true, said));

    List<DeliveryOutcome> outcomes =
        Outcomes.of(publisher, List.of(Events.event("a", 1), ofTeam(), Events.event("b", 1)));

    assertThat(Outcomes.words(outcomes)).containsExactly("delivered", "rejected", "delivered");
    assertThat(Outcomes.cause(outcomes.get(1)))
        .contains("InvalidParameterValue")
        .doesNotContain(said);
  }

  @ParameterizedTest
  @MethodSource("refusalsForTheirOwn")
  void event_isFoundAndRejected_whenTheWholeRequestIsRefusedForWhatIsItsOwn(String said) {
    sqs.follow(
        request ->
            request.entries().stream().anyMatch(AttributeRefusalTest::isOfTeam)
                ? ScriptedAnswer.error(
                    400, "com.amazonaws.sqs#InvalidParameterValueException", said)
                : ScriptedAnswer.taken(request));

    List<DeliveryOutcome> outcomes =
        Outcomes.of(publisher, List.of(Events.event("a", 1), Events.event("b", 1), ofTeam()));

    assertThat(Outcomes.words(outcomes)).containsExactly("delivered", "delivered", "rejected");
    assertThat(Outcomes.cause(outcomes.get(2)))
        .contains("InvalidParameterValue")
        .doesNotContain(said);
  }

  @Test
  void eventWithMoreAttributesThanTheServiceTakes_isRejected_onceNoneCanBeLeftOut() {
    String said = "Number of message attributes [5] exceeds the allowed maximum [4].";
    sqs.follow(
        request ->
            ScriptedAnswer.refusing(
                request,
                entry -> entry.attributes().size() > 4,
                "InvalidParameterValue",
                true,
                said));
    try (SqsNotificationPublisher fresh =
        SqsNotificationPublisher.builder(sqs.queueUrl()).build()) {
      List<EncodedEvent> batch = List.of(Events.event("a", 1), ofTeam());

      assertThat(Outcomes.words(Outcomes.of(fresh, batch))).containsOnly("retry");
      List<DeliveryOutcome> next = Outcomes.of(fresh, batch);

      assertThat(Outcomes.words(next)).containsExactly("delivered", "rejected");
      assertThat(Outcomes.cause(next.get(1))).contains("InvalidParameterValue");
    }
  }

  @Test
  void operator_isWarnedOnce_ofAttributesOfOthers() {
    sqs.follow(request -> refused(request, "Message attribute name 'a b' is invalid."));
    try (CapturedLog log = new CapturedLog(FailureVerdicts.class);
        SqsNotificationPublisher fresh = SqsNotificationPublisher.builder(sqs.queueUrl()).build()) {
      Outcomes.of(fresh, Events.events(0, 3));
      Outcomes.of(fresh, Events.events(0, 3));

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains(sqs.queueUrl())
          .contains("a name is not allowed")
          .contains("turn the agent's attributes for SQS off");
    }
  }

  private static ScriptedAnswer refused(ScriptedRequest request, String said) {
    return ScriptedAnswer.refusing(request, entry -> true, "InvalidParameterValue", true, said);
  }

  private static boolean isOfTeam(ScriptedRequest.Entry entry) {
    return entry.attributes().containsKey("ce_team");
  }

  private static EncodedEvent ofTeam() {
    return Events.event("k", 1, "{}".getBytes(UTF_8), Map.of("team", "payments"));
  }
}
