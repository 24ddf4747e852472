package io.github.maestroevents.examples.snippets;

import com.amazonaws.services.sqs.AmazonSQS;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.sqs.AwsSdk1;
import io.github.maestroevents.sqs.SqsLimits;
import io.github.maestroevents.sqs.SqsNotificationPublisher;
import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The snippets of docs/sqs.md. */
final class SqsSnippets {

  private SqsSnippets() {}

  static void shortest(MaestroEvent event) {
    var sqs =
        SqsNotificationPublisher.builder(
                "https://sqs.us-east-1.amazonaws.com/123456789012/maestro-events")
            .build();
    var publisher = NonBlockingNotificationPublisher.wrap(sqs);
    publisher.send(event);
    publisher.close();
  }

  static void limits(String queueUrl) {
    SqsNotificationPublisher.builder(queueUrl)
        .limits(SqsLimits.defaults().withBytes(262_144))
        .build();
  }

  static void hostsClient(String queueUrl, SqsAsyncClient sqsAsyncClient) {
    SqsNotificationPublisher.builder(queueUrl).client(sqsAsyncClient).build();
  }

  static void endpoint(String queueUrl) {
    SqsNotificationPublisher.builder(queueUrl)
        .endpoint(URI.create("https://proxy.example/sqs"))
        .build();
  }

  static void sdk1(String queueUrl, AmazonSQS amazonSqs) {
    AwsSdk1.builder(queueUrl, amazonSqs).build();
  }
}
