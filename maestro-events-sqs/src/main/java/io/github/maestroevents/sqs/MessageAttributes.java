package io.github.maestroevents.sqs;

import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message attributes of an event: its CloudEvents attributes by the names {@code
 * ce_<attribute>}, as in Kafka's protocol binding of CloudEvents 1.0, and {@code content-type}.
 *
 * <p>A message has room for {@value #MAX_ATTRIBUTES}. The nine of every event come first; of those
 * that a host has added, the first one fits and the others are left out, which is logged once.
 */
final class MessageAttributes {

  /** Source: Amazon SQS Developer Guide, "Amazon SQS message quotas", message attributes. */
  static final int MAX_ATTRIBUTES = 10;

  private static final Logger log = LoggerFactory.getLogger(MessageAttributes.class);

  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "content-type";
  // In binary mode this attribute is the content type.
  private static final String DATA_CONTENT_TYPE = "datacontenttype";

  /** What an event is recognised by, then what tells most of it. */
  private static final List<String> FIRST =
      List.of("specversion", "id", "source", "type", "subject", "time", "partitionkey", "level");

  /** Source: Amazon SQS Developer Guide, "Amazon SQS message metadata", message attributes. */
  private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,250}");

  private final AtomicBoolean reported = new AtomicBoolean();

  Map<String, String> of(EncodedEvent event) {
    Map<String, String> given = event.attributes();
    Map<String, String> kept = new LinkedHashMap<>(MAX_ATTRIBUTES * 2);
    // Without the one no reader takes it for a CloudEvent; by the other consumers drop duplicates.
    put(kept, PREFIX + "specversion", given.getOrDefault("specversion", "1.0"));
    put(kept, PREFIX + "id", given.getOrDefault("id", event.id().value()));
    for (String name : FIRST) {
      put(kept, PREFIX + name, given.getOrDefault(name, ""));
    }
    put(kept, CONTENT_TYPE, event.contentType());
    if (given.size() > FIRST.size()) {
      addOthers(kept, event);
    }
    return kept;
  }

  private void addOthers(Map<String, String> kept, EncodedEvent event) {
    List<String> leftOut = new ArrayList<>();
    event
        .attributes()
        .forEach(
            (name, value) -> {
              if (FIRST.contains(name) || name.equals(DATA_CONTENT_TYPE)) {
                return;
              }
              if (kept.size() == MAX_ATTRIBUTES || !LEGAL_NAME.matcher(name).matches()) {
                leftOut.add(LogText.oneLine(name));
              } else {
                put(kept, PREFIX + name, value);
              }
            });
    if (!leftOut.isEmpty() && reported.compareAndSet(false, true)) {
      log.warn(
          "Attributes {} of {} are not sent: an SQS message has room for {} with legal names; this is"
              + " said once",
          leftOut,
          event,
          MAX_ATTRIBUTES);
    }
  }

  /** SQS refuses empty values. */
  private static void put(Map<String, String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.putIfAbsent(name, MessageText.attribute(value));
    }
  }
}
