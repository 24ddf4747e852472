package io.github.maestroevents.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import java.util.Base64;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A message as the CloudEvents SDK reads it, with the attributes as headers of Kafka's binding. */
final class ReceivedCloudEvent extends BaseGenericBinaryMessageReaderImpl<String, String> {

  private static final String PREFIX = "ce_";

  private final Map<String, MessageAttributeValue> headers;

  private ReceivedCloudEvent(Message message) {
    super(SpecVersion.V1, BytesCloudEventData.wrap(data(message)));
    this.headers = message.messageAttributes();
  }

  static CloudEvent of(Message message) {
    return new ReceivedCloudEvent(message).toEvent();
  }

  private static byte[] data(Message message) {
    MessageAttributeValue encoding = message.messageAttributes().get("content-transfer-encoding");
    if (encoding == null) {
      return message.body().getBytes(UTF_8);
    }
    return encoding.stringValue().equals("empty")
        ? new byte[0]
        : Base64.getDecoder().decode(message.body());
  }

  @Override
  protected boolean isContentTypeHeader(String key) {
    return key.equals("content-type");
  }

  @Override
  protected boolean isCloudEventsHeader(String key) {
    return key.startsWith(PREFIX);
  }

  @Override
  protected String toCloudEventsKey(String key) {
    return key.substring(PREFIX.length());
  }

  @Override
  protected void forEachHeader(BiConsumer<String, String> action) {
    headers.forEach((name, value) -> action.accept(name, value.stringValue()));
  }

  @Override
  protected String toCloudEventsValue(String value) {
    return value;
  }
}
