package io.github.maestroevents.testbeds.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class SqsServerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private static SqsServer sqs;
  private static SqsAsyncClient client;

  @BeforeAll
  static void start() {
    sqs = SqsServer.start();
    client = SqsQueues.clientOf(sqs.endpoint());
  }

  @AfterAll
  static void end() {
    client.close();
    sqs.close();
  }

  @Test
  void queue_givesEveryMessage_everyTimeItIsAsked() {
    SqsQueue queue = sqs.queues().standard("read-twice");
    for (int i = 0; i < 25; i++) {
      send(queue, "m" + i);
    }

    assertThat(queue.awaitMessages(25, DEADLINE)).hasSize(25);
    assertThat(queue.messages()).extracting(Message::body).hasSize(25).contains("m0", "m24");
  }

  @Test
  void fifoQueue_keepsTheOrderOfAGroup() {
    SqsQueue queue = sqs.queues().fifo("ordered");
    for (int i = 0; i < 25; i++) {
      int number = i;
      client
          .sendMessage(
              message ->
                  message
                      .queueUrl(queue.url())
                      .messageBody(Integer.toString(number))
                      .messageGroupId("g" + number % 2)
                      .messageDeduplicationId(Integer.toString(number)))
          .join();
    }

    assertThat(queue.awaitMessages(25, DEADLINE))
        .filteredOn(
            message ->
                message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID).equals("g0"))
        .extracting(message -> Integer.parseInt(message.body()))
        .hasSize(13)
        .isSorted();
  }

  @Test
  void restart_keepsPortAndMessages() {
    SqsQueue queue = sqs.queues().standard("kept");
    send(queue, "before");
    int port = sqs.port();

    sqs.stop();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(
            () -> {
              sqs.restart();
              sqs.restart();
            })
        .hasMessageContaining("is not stopped");

    assertThat(sqs.port()).isEqualTo(port);
    assertThat(queue.awaitMessages(1, DEADLINE))
        .extracting(Message::body)
        .containsExactly("before");
  }

  @Test
  void queue_isGone_afterDelete() {
    SqsQueue queue = sqs.queues().standard("gone");
    sqs.queues().delete(queue);

    assertThatThrownBy(() -> send(queue, "m")).hasCauseInstanceOf(QueueDoesNotExistException.class);
  }

  private static void send(SqsQueue queue, String body) {
    client.sendMessage(message -> message.queueUrl(queue.url()).messageBody(body)).join();
  }
}
