package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import io.github.maestroevents.testbeds.sqs.SqsQueues;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class SqsPublisherBuilderTest {

  private static final String NOBODY = "http://127.0.0.1:1";
  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/events";

  private static ClosedTogether opened;

  @BeforeAll
  static void start() {
    opened = new ClosedTogether();
  }

  @AfterAll
  static void end() {
    opened.close();
  }

  @Test
  void limits_areThoseOfTheService() {
    SqsNotificationPublisher publisher =
        opened.opened(SqsNotificationPublisher.builder(QUEUE).build());
    assertThat(publisher.limits()).isEqualTo(new BatchLimits(10, 1_048_576, 1_048_576));
    assertThat(publisher.completionTimeout()).isEqualTo(Duration.ofSeconds(21));
    assertThat(publisher)
        .hasToString(
            "SqsNotificationPublisher[queue="
                + QUEUE
                + ", AWS SDK 2, SqsLimits[maxEntries=10, maxRequestBytes=1048576,"
                + " maxMessageBytes=1048576], requestTimeout=PT10S]");
  }

  @Test
  void fifoQueue_takesOneEventOfAKeyInABatch() {
    SqsNotificationPublisher publisher = opened.opened(AwsSdk1.builder(QUEUE + ".fifo").build());
    assertThat(publisher.limits().maxEventsPerKey()).isEqualTo(1);
    assertThat(publisher.toString()).contains("AWS SDK 1");
  }

  @Test
  void extremeTimes_areTakenOrRefusedByName() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqsNotificationPublisher.builder(QUEUE).requestTimeout(longest))
        .withMessageStartingWith("requestTimeout must be from 1 ms to PT2M: PT");

    opened.opened(SqsNotificationPublisher.builder(QUEUE).closeTimeout(longest).build());
  }

  @Test
  void settings_areKept() {
    SqsNotificationPublisher publisher =
        opened.opened(
            SqsNotificationPublisher.builder(QUEUE)
                .limits(SqsLimits.defaults().withMaxEntries(5).withBytes(262_144))
                .requestTimeout(Duration.ofSeconds(3))
                .closeTimeout(Duration.ZERO)
                .withoutMessageGroups()
                .build());
    assertThat(publisher.limits()).isEqualTo(new BatchLimits(5, 262_144, 262_144));
    assertThat(publisher.completionTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(publisher.toString()).endsWith("requestTimeout=PT3S, without message groups]");
  }

  static Stream<Duration> longTimes() {
    return Stream.of(
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofMillis(Long.MAX_VALUE),
        Duration.ofNanos(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("longTimes")
  void longestTimes_areTakenOrRefusedByName(Duration time) {
    SqsPublisherBuilder builder = SqsNotificationPublisher.builder(QUEUE).closeTimeout(time);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.requestTimeout(time))
        .withMessageContaining("requestTimeout must be from 1 ms to PT2M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.requestTimeout(Duration.ofSeconds(Long.MIN_VALUE)))
        .withMessageContaining("requestTimeout");
    opened.opened(builder.build()); // fails with the others if such a time cannot be waited for
  }

  @Test
  void valuesOutOfRange_areRefused_withTheRange() {
    SqsPublisherBuilder builder = SqsNotificationPublisher.builder(QUEUE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.requestTimeout(Duration.ZERO))
        .withMessageContaining("from 1 ms to PT2M: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.requestTimeout(Duration.ofMinutes(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.closeTimeout(Duration.ofSeconds(-1)))
        .withMessageContaining("closeTimeout");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqsNotificationPublisher.builder("events"));
    assertThatNullPointerException().isThrownBy(() -> AwsSdk1.builder(QUEUE, null));
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void region_isNeeded_whereNeitherUrlNorEnvironmentNamesOne(Sdk sdk) {
    String before = System.clearProperty("aws.region");
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> sdk.builder(NOBODY + "/0/q").build())
          .withMessageContaining("No region for queue " + NOBODY)
          .withMessageContaining("AWS_REGION");

      opened.opened(sdk.builder(NOBODY + "/0/q").region("us-east-1").build());
    } finally {
      System.setProperty("aws.region", before);
    }
  }

  @Test
  void region_isRefused_whenTheUrlNamesAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqsNotificationPublisher.builder(QUEUE).region("eu-west-1"))
        .withMessageContaining("is one of region us-east-1, and another was set");
  }

  @Test
  void queueBehindAPath_isRefusedByName_unlessTheEndpointIsSet() {
    String url = NOBODY + "/proxy/000000000000/events";

    assertThatIllegalStateException()
        .isThrownBy(() -> SqsNotificationPublisher.builder(url).build())
        .withMessageContaining("endpoint(URI)")
        .withMessageContaining(NOBODY + "/… (a path of 26 characters)");
    opened.opened(
        SqsNotificationPublisher.builder(url).endpoint(URI.create(NOBODY + "/proxy")).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "/sqs",
        "ftp://proxy.example",
        "http:///sqs",
        "http://user:hush@proxy.example",
        "http://proxy.example?token=hush",
        "http://proxy.example#hush",
      })
  void endpoint_isRefusedAtOnce_whenNoClientCouldUseIt(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqsNotificationPublisher.builder(QUEUE).endpoint(URI.create(endpoint)))
        .withMessageStartingWith("endpoint must ")
        .withMessageNotContaining("hush");
  }

  @Test
  void endpoint_isRefused_withAClientOfTheHosts() {
    SqsAsyncClient client = opened.opened(hostsClient());
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                SqsNotificationPublisher.builder(QUEUE)
                    .client(client)
                    .endpoint(URI.create(NOBODY))
                    .build())
        .withMessageContaining("endpoint is for the publisher's own client");
  }

  @Test
  void requestsOfSdk1GoToTheUrlItself_soThatItTakesNoEndpoint() {
    try (ScriptedSqs sqs = new ScriptedSqs(ScriptedAnswer::taken);
        SqsNotificationPublisher publisher =
            AwsSdk1.builder(sqs.address("/a/proxy/000000000000/events").toString()).build()) {
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1))))
          .isEqualTo("delivered");
      assertThat(sqs.requests())
          .singleElement()
          .satisfies(
              request -> assertThat(request.path()).isEqualTo("/a/proxy/000000000000/events"));
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> AwsSdk1.builder(QUEUE).endpoint(URI.create(NOBODY)))
        .withMessageContaining("give the URL");
  }

  @Test
  void requestsGoToTheEndpoint_itsPathIncluded_andNameTheQueueByItsUrl() {
    String queue = "https://sqs.us-east-1.amazonaws.com/123456789012/events";
    try (ScriptedSqs sqs = new ScriptedSqs(ScriptedAnswer::taken);
        SqsNotificationPublisher publisher =
            SqsNotificationPublisher.builder(queue)
                .endpoint(sqs.address("/behind/a/proxy"))
                .build()) {
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1))))
          .isEqualTo("delivered");
      assertThat(sqs.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.path()).startsWith("/behind/a/proxy");
                assertThat(request.queueUrl()).isEqualTo(queue);
              });
    }
  }

  @Test
  void fifoQueue_cannotDoWithoutGroups() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> SqsNotificationPublisher.builder(QUEUE + ".fifo").withoutMessageGroups().build())
        .withMessageContaining("needs message groups");
  }

  @Test
  void closeClient_isRefused_whenThereIsNoClientOfTheHosts() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SqsNotificationPublisher.builder(QUEUE).closeClient().build())
        .withMessageContaining("client of the host's");
    assertThatIllegalStateException()
        .isThrownBy(() -> AwsSdk1.builder(QUEUE).closeClient().build())
        .withMessageContaining("client of the host's");
  }

  @Test
  void clientOfSdk2_isRefused_forAPublisherOverSdk1() {
    SqsAsyncClient client = opened.opened(hostsClient());
    assertThatIllegalStateException()
        .isThrownBy(() -> AwsSdk1.builder(QUEUE).client(client))
        .withMessageContaining("SDK 1");
  }

  @Test
  void hostsClient_staysOpen_unlessToldOtherwise() {
    try (ScriptedSqs sqs = new ScriptedSqs(ScriptedAnswer::taken)) {
      SqsAsyncClient client = SqsQueues.clientOf(URI.create(sqs.queueUrl()).resolve("/"));
      assertThat(sendAndClose(SqsNotificationPublisher.builder(sqs.queueUrl()).client(client)))
          .isEqualTo("delivered");
      assertThat(
              sendAndClose(
                  SqsNotificationPublisher.builder(sqs.queueUrl()).client(client).closeClient()))
          .isEqualTo("delivered");
      assertThat(sendAndClose(SqsNotificationPublisher.builder(sqs.queueUrl()).client(client)))
          .as("over a client that was closed")
          .isEqualTo("retry");
    }
  }

  @Test
  void hostsClientOfSdk1_staysOpen_unlessToldOtherwise() {
    AmazonSQS client =
        AmazonSQSClientBuilder.standard()
            .withClientConfiguration(new ClientConfiguration().withMaxErrorRetry(0))
            .withEndpointConfiguration(new EndpointConfiguration(NOBODY, "us-east-1"))
            .build();
    AwsSdk1.builder(QUEUE, client).build().close();
    assertThatThrownBy(client::listQueues).hasMessageContaining("Connection refused");

    AwsSdk1.builder(QUEUE, client).closeClient().build().close();
    assertThatThrownBy(client::listQueues).hasMessageContaining("shut down");
  }

  private static SqsAsyncClient hostsClient() {
    return SqsQueues.clientOf(URI.create(NOBODY));
  }

  private static String sendAndClose(SqsPublisherBuilder builder) {
    try (SqsNotificationPublisher publisher = builder.build()) {
      return Outcomes.word(Outcomes.of(publisher, Events.event("k", 1)));
    }
  }
}
