package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.sqs.internal.message.MessageAttributes;
import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedRequest;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A host in which something adds message attributes on the way, as agents that trace do. */
class TracingAgentTest {

  // Shared, because closing one takes two seconds.
  private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

  private static final String TOO_MANY =
      "Number of message attributes [11] exceeds the allowed maximum [10].";

  @AfterAll
  static void closeHttp() {
    HTTP.close();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "6"})
  void eventsAreDelivered_toAServiceThatTakesTen_whateverTheAgentAdds(int added) {
    try (ScriptedSqs sqs = new ScriptedSqs(TracingAgentTest::takesTen);
        SqsAsyncClient client = client(sqs, added);
        SqsNotificationPublisher publisher =
            SqsNotificationPublisher.builder(sqs.queueUrl()).client(client).build()) {
      List<String> first = Outcomes.words(Outcomes.of(publisher, Events.events(0, 3)));

      assertThat(first).containsOnly(added <= 2 ? "delivered" : "retry");
      assertThat(Outcomes.words(Outcomes.of(publisher, Events.events(0, 3))))
          .containsOnly("delivered");
    }
  }

  @Test
  void eventsAreDelivered_toARealServer_besideAnAgent() {
    try (SqsServer sqs = SqsServer.start();
        SqsAsyncClient client = client(sqs.endpoint().toString(), 3)) {
      SqsQueue queue = sqs.queues().standard("traced");
      try (SqsNotificationPublisher publisher =
          SqsNotificationPublisher.builder(queue.url()).client(client).build()) {
        if (!Outcomes.words(Outcomes.of(publisher, Events.events(0, 3))).contains("delivered")) {
          assertThat(Outcomes.words(Outcomes.of(publisher, Events.events(0, 3))))
              .containsOnly("delivered");
        }
      }
      assertThat(queue.awaitMessages(3, Engine.PATIENCE)).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"tracestate, retry", "ce_level, rejected"})
  void attributeThatARealServerRefuses_isHeldAgainstTheEvent_onlyIfItIsTheEventsOwn(
      String emptied, String verdict) {
    try (SqsServer sqs = SqsServer.start();
        SqsAsyncClient client = client(sqs.endpoint().toString(), Map.of(emptied, ""));
        SqsNotificationPublisher publisher =
            SqsNotificationPublisher.builder(sqs.queues().standard("traced").url())
                .client(client)
                .build()) {
      DeliveryOutcome outcome = Outcomes.of(publisher, Events.event("k", 1));

      assertThat(Outcomes.word(outcome)).isEqualTo(verdict);
      assertThat(Outcomes.cause(outcome))
          .contains(verdict.equals("rejected") ? emptied : "a name is not allowed");
    }
  }

  @Test
  void refusal_isAnOperatorsMatter_whenLeavingOutAllThatCanBeDoesNotHelp() {
    try (ScriptedSqs sqs = new ScriptedSqs(TracingAgentTest::takesTen);
        SqsAsyncClient client = client(sqs, 7);
        SqsNotificationPublisher publisher =
            SqsNotificationPublisher.builder(sqs.queueUrl()).client(client).build()) {
      RetryLater first = (RetryLater) Outcomes.of(publisher, Events.event("k", 1));
      RetryLater next = (RetryLater) Outcomes.of(publisher, Events.event("k", 1));

      assertThat(first.fault()).isEqualTo(Fault.EVENT);
      assertThat(first.cause())
          .hasMessageContaining("sent again with fewer of the publisher's own");
      assertThat(next.fault()).as("others may have fewer").isEqualTo(Fault.EVENT);
      assertThat(next.cause())
          .hasMessageContaining("there are too many")
          .hasMessageContaining("turn the agent's attributes for SQS off");
    }
  }

  @Test
  void wholeRequest_isRetried_whenItIsRefusedForAttributesOfOthers() {
    try (ScriptedSqs sqs =
            new ScriptedSqs(
                request ->
                    request.entries().get(0).attributes().containsKey("ce_subject")
                        ? ScriptedAnswer.error(
                            400, "com.amazonaws.sqs#InvalidParameterValueException", TOO_MANY)
                        : ScriptedAnswer.taken(request));
        SqsNotificationPublisher publisher =
            SqsNotificationPublisher.builder(sqs.queueUrl()).build()) {
      List<DeliveryOutcome> refused = Outcomes.of(publisher, Events.events(0, 4));

      assertThat(Outcomes.words(refused)).containsOnly("retry");
      assertThat(((RetryLater) refused.get(3)).certainty()).isEqualTo(Certainty.NOT_DELIVERED);
      assertThat(sqs.requests()).as("not sent again in parts").hasSize(1);
      assertThat(Outcomes.words(Outcomes.of(publisher, Events.events(0, 4))))
          .containsOnly("delivered");
    }
  }

  @Test
  void operator_isWarnedOnce_ofAttributesThatAreLeftOutFromNowOn() {
    try (CapturedLog log = new CapturedLog(MessageAttributes.class);
        ScriptedSqs sqs = new ScriptedSqs(TracingAgentTest::takesTen);
        SqsAsyncClient client = client(sqs, 4);
        SqsNotificationPublisher publisher =
            SqsNotificationPublisher.builder(sqs.queueUrl()).client(client).build()) {
      Outcomes.of(publisher, Events.events(0, 3));
      Outcomes.of(publisher, Events.events(0, 3));

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("ce_subject")
          .contains("ce_partitionkey");
    }
  }

  private static ScriptedAnswer takesTen(ScriptedRequest request) {
    return ScriptedAnswer.refusing(
        request, entry -> entry.attributes().size() > 10, "InvalidParameterValue", true, TOO_MANY);
  }

  private static SqsAsyncClient client(ScriptedSqs sqs, int added) {
    return client(sqs.address("").toString(), added);
  }

  private static SqsAsyncClient client(String endpoint, int added) {
    Map<String, String> attributes = new LinkedHashMap<>();
    IntStream.range(0, added)
        .forEach(
            number ->
                attributes.put(
                    "trace-" + number, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa-01"));
    return client(endpoint, attributes);
  }

  private static SqsAsyncClient client(String endpoint, Map<String, String> added) {
    return SqsAsyncClient.builder()
        .endpointOverride(java.net.URI.create(endpoint))
        .httpClient(HTTP)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .addExecutionInterceptor(new Agent(added)))
        .build();
  }

  /** Adds attributes to each message, as an agent's interceptor does. */
  private record Agent(Map<String, String> added) implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(
        Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
      if (!(context.request() instanceof SendMessageBatchRequest request)) {
        return context.request();
      }
      return request.toBuilder()
          .entries(request.entries().stream().map(this::traced).toList())
          .build();
    }

    private SendMessageBatchRequestEntry traced(SendMessageBatchRequestEntry entry) {
      Map<String, MessageAttributeValue> attributes =
          new LinkedHashMap<>(entry.messageAttributes());
      added.forEach(
          (name, value) ->
              attributes.put(
                  name,
                  MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
      return entry.toBuilder().messageAttributes(attributes).build();
    }
  }
}
