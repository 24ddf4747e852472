package io.github.maestroevents.sqs;

import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.List;

/** What a configuration may say of an SQS publisher. Loads without an AWS SDK. */
final class SqsSettings {

  static final String SDK_2 = "sdk-2";
  static final String SDK_1 = "sdk-1";

  /** The builder takes any time; here a slip of the pen is refused. */
  private static final Duration LONGEST_CLOSE_TIMEOUT = Duration.ofDays(365);

  /** Not shown: a path of it may hold a secret. */
  static final Setting QUEUE_URL =
      Setting.text(
              "queue-url",
              "The URL of the queue, such as"
                  + " https://sqs.us-east-1.amazonaws.com/123456789012/events.")
          .required();

  static final Setting REGION =
      Setting.text(
              "region",
              "The region to sign requests for, where the queue's URL names none, such as"
                  + " us-east-1.")
          .shown();

  static final Setting ENDPOINT =
      Setting.text(
          "endpoint",
          "Where requests are sent if not to the host of the queue's URL, such as"
              + " http://proxy.example/sqs.");

  static final Setting REQUEST_TIMEOUT =
      Setting.duration(
              "request-timeout",
              "How long one request may take before its events are retried.",
              SqsPublisherBuilder.SHORTEST_REQUEST_TIMEOUT,
              SqsPublisherBuilder.LONGEST_REQUEST_TIMEOUT)
          .withDefault(text(SqsPublisherBuilder.DEFAULT_REQUEST_TIMEOUT));

  static final Setting CLIENT_CLOSE_TIMEOUT =
      Setting.duration(
              "client-close-timeout",
              "How long closing waits for requests that are on their way, within close-timeout.",
              Duration.ZERO,
              LONGEST_CLOSE_TIMEOUT)
          .withDefault(text(SqsPublisherBuilder.DEFAULT_CLOSE_TIMEOUT));

  static final Setting MESSAGE_GROUPS =
      Setting.flag(
              "message-groups",
              "Whether messages of a standard queue have a message group; off for emulators that"
                  + " know no fair queues.")
          .withDefault("true");

  static final Setting MAX_ENTRIES =
      Setting.integer(
              "limits.max-entries", "The most messages in a request.", 1, SqsLimits.MAX_ENTRIES)
          .withDefault(String.valueOf(SqsLimits.MAX_ENTRIES));

  static final Setting MAX_REQUEST_BYTES =
      Setting.size(
              "limits.max-request-bytes",
              "The most bytes of all messages of a request.",
              1,
              Integer.MAX_VALUE)
          .withDefault((SqsLimits.MAX_REQUEST_BYTES >> 20) + "MiB");

  static final Setting MAX_MESSAGE_BYTES =
      Setting.size(
              "limits.max-message-bytes",
              "The most bytes of one message; at most limits.max-request-bytes.",
              1,
              Integer.MAX_VALUE)
          .withDefault((SqsLimits.MAX_MESSAGE_BYTES >> 20) + "MiB");

  static final Setting CLIENT =
      Setting.choice(
              "client",
              "The AWS SDK for Java that is used; SDK 1 is for hosts that are still on it.",
              List.of(SDK_2, SDK_1))
          .withDefault(SDK_2);

  static final Setting CLIENT_BEAN =
      Setting.text(
          "client-bean",
          "The name of a client of the host's, which is used as it is: an SqsAsyncClient of"
              + " SDK 2, or an AmazonSQS of SDK 1.");

  static final Setting CLOSE_CLIENT =
      Setting.flag("close-client", "Whether the client of the host's is closed with the publisher.")
          .withDefault("false");

  static final List<Setting> ALL =
      List.of(
          QUEUE_URL,
          REGION,
          ENDPOINT,
          REQUEST_TIMEOUT,
          CLIENT_CLOSE_TIMEOUT,
          MESSAGE_GROUPS,
          MAX_ENTRIES,
          MAX_REQUEST_BYTES,
          MAX_MESSAGE_BYTES,
          CLIENT,
          CLIENT_BEAN,
          CLOSE_CLIENT);

  private SqsSettings() {}

  private static String text(Duration seconds) {
    return seconds.toSeconds() + "s";
  }
}
