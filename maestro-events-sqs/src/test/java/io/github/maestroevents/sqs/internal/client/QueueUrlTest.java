package io.github.maestroevents.sqs.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maestroevents.spi.WithheldText;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://sqs.us-east-1.amazonaws.com/123456789012/q, us-east-1, ",
    "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q, cn-north-1, ",
    "https://sqs-fips.us-gov-west-1.amazonaws.com/1/q, us-gov-west-1, https://sqs-fips.us-gov-west-1.amazonaws.com",
    "https://sqs.eu-west-1.api.aws/1/q, eu-west-1, https://sqs.eu-west-1.api.aws",
    "https://vpce-1a2b-3c.sqs.eu-central-1.vpce.amazonaws.com/1/q, eu-central-1, https://vpce-1a2b-3c.sqs.eu-central-1.vpce.amazonaws.com",
    "https://queue.amazonaws.com/1/q, us-east-1, https://queue.amazonaws.com",
    "https://eu-west-1.queue.amazonaws.com/1/q, eu-west-1, https://eu-west-1.queue.amazonaws.com",
    "http://127.0.0.1:9324/000000000000/q, , http://127.0.0.1:9324",
    "http://localstack:4566/000000000000/q, , http://localstack:4566",
  })
  void regionAndEndpoint_comeFromTheUrl(String url, String region, String endpoint) {
    QueueUrl queue = new QueueUrl(url);

    assertThat(queue.region().orElse(null)).isEqualTo(region);
    assertThat(queue.endpoint().map(URI::toString).orElse(null)).isEqualTo(endpoint);
    assertThat(queue).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://sqs.us-east-1.amazonaws.com/123456789012/q, false",
    "http://localhost:9324/q, false",
    "http://localhost:4566/queue/us-east-1/000000000000/q, false",
    "https://proxy.example/sqs/000000000000/q, true",
    "https://proxy.example/a/b/000000000000/q.fifo, true",
  })
  void pathBeforeAccountAndName_isSeen(String url, boolean hasPrefix) {
    assertThat(new QueueUrl(url).hasPathPrefix()).isEqualTo(hasPrefix);
  }

  @Test
  void fifoQueue_isToldByItsName() {
    assertThat(new QueueUrl("http://h/1/q.fifo").isFifo()).isTrue();
    assertThat(new QueueUrl("http://h/1/q.fifo2").isFifo()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "events",
        "arn:aws:sqs:us-east-1:123456789012:events",
        "https://sqs.us-east-1.amazonaws.com",
        "https://sqs.us-east-1.amazonaws.com/",
        "ftp://sqs.us-east-1.amazonaws.com/1/q",
        "https:///1/q",
        "https://host/a b",
        "https://host/1/q.fifo/",
      })
  void whatIsNoUrlOfAQueue_isRefused_withAnExample(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueUrl(text))
        .withMessageContaining("looks like https://sqs.")
        .withMessageContaining(WithheldText.shape(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://u:secret@host/1/q", "https://host/1/q?secret", "https://host/1/q#secret"})
  void whatMayBeSecret_isRefused_andNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueUrl(text))
        .withMessageContaining("credentials")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy.example/s3cr3t/000000000000/q",
        "https://proxy.example/s3cr3t/q",
        "https://proxy.example/s3cr3t",
        "https://proxy.example/queue/S3cr3t/000000000000/q",
        "https://proxy.example/queue/us-east-1/0/q/s3cr3t",
        "https://proxy.example/000000000000/q.s3cr3t",
      })
  void pathThatIsMoreThanAccountAndName_isNotShown(String url) {
    assertThat(new QueueUrl(url).toString())
        .startsWith("https://proxy.example/…")
        .containsPattern("a path of \\d+ characters")
        .doesNotContainIgnoringCase("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sqs.us-east-1.amazonaws.com/123456789012/orders_2-b.fifo",
        "http://localhost:4566/queue/us-east-1/000000000000/q"
      })
  void accountAndName_areShown(String url) {
    assertThat(new QueueUrl(url)).hasToString(url);
  }
}
