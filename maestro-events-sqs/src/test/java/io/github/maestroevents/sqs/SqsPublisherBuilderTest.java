package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.testbeds.sqs.SqsQueues;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class SqsPublisherBuilderTest {

  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/events";

  @Test
  void limits_areThoseOfTheService() {
    try (SqsNotificationPublisher publisher = SqsNotificationPublisher.builder(QUEUE).build()) {
      assertThat(publisher.limits()).isEqualTo(new BatchLimits(10, 1_048_576, 1_048_576));
      assertThat(publisher.completionTimeout()).isEqualTo(Duration.ofSeconds(21));
      assertThat(publisher)
          .hasToString(
              "SqsNotificationPublisher[queue="
                  + QUEUE
                  + ", AWS SDK 2, SqsLimits[maxEntries=10, maxRequestBytes=1048576,"
                  + " maxMessageBytes=1048576], requestTimeout=PT10S]");
    }
  }

  @Test
  void fifoQueue_takesOneEventOfAKeyInABatch() {
    try (SqsNotificationPublisher publisher = AwsSdk1.builder(QUEUE + ".fifo").build()) {
      assertThat(publisher.limits().maxEventsPerKey()).isEqualTo(1);
      assertThat(publisher.toString()).contains("AWS SDK 1");
    }
  }

  @Test
  void settings_areKept() {
    try (SqsNotificationPublisher publisher =
        SqsNotificationPublisher.builder(QUEUE)
            .limits(SqsLimits.defaults().withMaxEntries(5).withBytes(262_144))
            .requestTimeout(Duration.ofSeconds(3))
            .closeTimeout(Duration.ZERO)
            .withoutMessageGroups()
            .build()) {
      assertThat(publisher.limits()).isEqualTo(new BatchLimits(5, 262_144, 262_144));
      assertThat(publisher.completionTimeout()).isEqualTo(Duration.ofSeconds(7));
      assertThat(publisher.toString()).endsWith("requestTimeout=PT3S, without message groups]");
    }
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
  }

  @Test
  void clientOfSdk2_isRefused_forAPublisherOverSdk1() {
    try (SqsAsyncClient client = hostsClient()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> AwsSdk1.builder(QUEUE).client(client))
          .withMessageContaining("SDK 1");
    }
  }

  @Test
  void hostsClient_staysOpen_unlessToldOtherwise() {
    SqsAsyncClient client = hostsClient();
    SqsNotificationPublisher.builder(QUEUE).client(client).build().close();
    assertThat(answers(client)).isTrue();

    SqsNotificationPublisher.builder(QUEUE).client(client).closeClient().build().close();
    assertThat(answers(client)).isFalse();
  }

  @Test
  void hostsClientOfSdk1_staysOpen_unlessToldOtherwise() {
    AmazonSQS client = AmazonSQSClientBuilder.standard().withRegion("us-east-1").build();
    AwsSdk1.builder(QUEUE, client).build().close();
    AwsSdk1.builder(QUEUE, client).closeClient().build().close();

    assertThat(client).isNotNull();
  }

  private static SqsAsyncClient hostsClient() {
    return SqsQueues.clientOf(URI.create("http://127.0.0.1:1"));
  }

  /** Whether it gets as far as the connection that nobody accepts. */
  private static boolean answers(SqsAsyncClient client) {
    try {
      client.listQueues().join();
      return true;
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage()).contains("Connection refused");
    }
  }
}
