package io.github.maestroevents.benchmarks.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The message that our adapter makes of an event, made by hand before the clock starts: whoever
 * sends it neither encodes, checks nor counts.
 */
record HandMadeMessage(String body, Map<String, MessageAttributeValue> attributes, String groupId) {

  static HandMadeMessage of(EncodedEvent event) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    event.attributes().forEach((name, value) -> attributes.put("ce_" + name, text(value)));
    return new HandMadeMessage(new String(event.payload(), UTF_8), attributes, event.orderingKey());
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  /** As one of a batch. */
  SendMessageBatchRequestEntry entry(int number) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(number))
        .messageBody(body)
        .messageAttributes(attributes)
        .messageGroupId(groupId)
        .build();
  }

  /** As a request of its own. */
  SendMessageRequest request(String queueUrl) {
    return SendMessageRequest.builder()
        .queueUrl(queueUrl)
        .messageBody(body)
        .messageAttributes(attributes)
        .messageGroupId(groupId)
        .build();
  }
}
