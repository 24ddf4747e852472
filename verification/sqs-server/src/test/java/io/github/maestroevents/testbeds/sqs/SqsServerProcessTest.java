package io.github.maestroevents.testbeds.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsServerProcessTest {

  @Test
  void server_keepsMessages_inAJvmOfItsOwn() {
    try (SqsServerProcess sqs = SqsServerProcess.start();
        SqsAsyncClient client = SqsQueues.clientOf(sqs.endpoint())) {
      SqsQueue queue = sqs.queues().standard("elsewhere");
      client.sendMessage(message -> message.queueUrl(queue.url()).messageBody("m")).join();

      assertThat(queue.size()).isEqualTo(1);
      assertThat(queue.awaitMessages(1, Duration.ofSeconds(20)))
          .extracting(Message::body)
          .containsExactly("m");
    }
  }
}
