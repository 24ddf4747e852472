package io.github.maestroevents.sqs.internal.message;

import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The message attributes of an event: its CloudEvents attributes by the names {@code
 * ce_<attribute>}, as in Kafka's protocol binding of CloudEvents 1.0, {@code content-type} if it is
 * not JSON, and for a body that is not the payload itself {@code content-transfer-encoding}.
 *
 * <p>A message has room for {@value #MAX_ATTRIBUTES}. First come those without which it is no
 * CloudEvent, then what the host has added, then what the body and the message group tell as well;
 * these leave {@value #ROOM_FOR_OTHERS} places to whoever adds attributes on the way, such as a
 * tracing agent in the host. What finds no room is left out, which is logged once.
 *
 * <p>Where more is added on the way than there is room for, the service refuses every message. From
 * then on what the body and the message group tell as well is left out for good.
 */
public final class MessageAttributes {

  /** Source: Amazon SQS Developer Guide, "Amazon SQS message quotas", message attributes. */
  public static final int MAX_ATTRIBUTES = 10;

  /** For the {@code traceparent} and {@code tracestate} of W3C Trace Context. */
  static final int ROOM_FOR_OTHERS = 2;

  private static final SafeLogger log = SafeLogger.of(MessageAttributes.class);

  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "content-type";

  /** As in MIME: how the payload stands in a body that can only be text. */
  private static final String CONTENT_TRANSFER_ENCODING = "content-transfer-encoding";

  // In binary mode this attribute is the content type.
  private static final String DATA_CONTENT_TYPE = "datacontenttype";

  /** Without these it is no CloudEvent; consumers drop duplicates by the id. */
  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

  /** For routing without a look into the body, which tells the same; the dearest first. */
  private static final List<String> CONVENIENT =
      List.of("subject", "time", "level", "partitionkey");

  /** Source: Amazon SQS Developer Guide, "Amazon SQS message metadata", message attributes. */
  private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,250}");

  private final AtomicBoolean reported = new AtomicBoolean();
  private final AtomicBoolean lean = new AtomicBoolean();

  /** From now on leaves as much room to others as there can be. */
  void leaveRoom() {
    if (lean.compareAndSet(false, true)) {
      log.warn(
          "SQS refused messages for the number of their attributes; something adds some on the way,"
              + " such as a tracing agent. From now on messages go without {}, which their body and"
              + " message group tell as well; this is said once",
          CONVENIENT.stream().map(name -> PREFIX + name).toList());
    }
  }

  /** Whether such attributes of a message would be fewer after {@link #leaveRoom}. */
  public static boolean canBeFewer(Map<String, String> attributes) {
    return CONVENIENT.stream().anyMatch(name -> attributes.containsKey(PREFIX + name));
  }

  /**
   * @param encoding how the payload stands in the body; null if the body is the payload
   */
  Map<String, String> of(EncodedEvent event, @Nullable String encoding) {
    Map<String, String> given = event.attributes();
    Map<String, String> wanted = new LinkedHashMap<>();
    put(wanted, PREFIX + "specversion", given.getOrDefault("specversion", "1.0"));
    put(wanted, PREFIX + "id", given.getOrDefault("id", event.id().value()));
    REQUIRED.forEach(name -> put(wanted, PREFIX + name, given.getOrDefault(name, "")));
    if (!event.contentType().equals(EncodedEvent.JSON_CONTENT_TYPE)) {
      put(wanted, CONTENT_TYPE, event.contentType());
    }
    if (encoding != null) {
      put(wanted, CONTENT_TRANSFER_ENCODING, encoding);
    }
    List<String> leftOut = new ArrayList<>();
    addHosts(wanted, given, leftOut);
    Map<String, String> dispensable = new LinkedHashMap<>();
    CONVENIENT.forEach(name -> put(dispensable, PREFIX + name, given.getOrDefault(name, "")));
    Map<String, String> kept = new LinkedHashMap<>();
    keep(kept, wanted, MAX_ATTRIBUTES, leftOut);
    if (!lean.get()) {
      keep(kept, dispensable, MAX_ATTRIBUTES - ROOM_FOR_OTHERS, leftOut);
    }
    report(leftOut, event);
    return kept;
  }

  /** In the order of their names, so that it is always the same ones that find room. */
  private static void addHosts(
      Map<String, String> wanted, Map<String, String> given, List<String> leftOut) {
    for (String name : new TreeSet<>(given.keySet())) {
      boolean hosts =
          !REQUIRED.contains(name) && !CONVENIENT.contains(name) && !name.equals(DATA_CONTENT_TYPE);
      if (hosts && LEGAL_NAME.matcher(name).matches()) {
        put(wanted, PREFIX + name, given.getOrDefault(name, ""));
      } else if (hosts) {
        leftOut.add(name);
      }
    }
  }

  private static void keep(
      Map<String, String> kept, Map<String, String> more, int most, List<String> leftOut) {
    more.forEach(
        (name, value) -> {
          if (kept.size() < most) {
            kept.put(name, value);
          } else {
            leftOut.add(name);
          }
        });
  }

  private void report(List<String> leftOut, EncodedEvent event) {
    if (!leftOut.isEmpty() && reported.compareAndSet(false, true)) {
      log.warn(
          "Attributes {} of {} are not sent: an SQS message has room for {}, of which {} are left"
              + " to a tracing agent, with names of letters, digits, '-' and '_'; this is said"
              + " once",
          leftOut.stream().map(LogText::oneLine).toList(),
          event,
          MAX_ATTRIBUTES,
          ROOM_FOR_OTHERS);
    }
  }

  /** SQS refuses empty values. */
  private static void put(Map<String, String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.putIfAbsent(name, MessageText.attribute(value));
    }
  }
}
