package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.internal.AttributeNames;
import io.github.maestroevents.json.EventTooLargeException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as it crosses the line to an adapter: bytes to deliver and what is needed to route,
 * order and recognise them. The payload is the bare Maestro JSON, or the body of a host's own
 * event; nothing is ever added to it, so metadata travels beside it as {@link #attributes()}.
 *
 * <p>Immutable, but for the payload array, which is shared rather than copied: nobody changes it.
 */
public final class EncodedEvent {

  /** The content type of every payload of Maestro's vocabulary: {@value}. */
  public static final String JSON_CONTENT_TYPE = "application/json";

  private final EventId id;
  private final String type;
  private final EventLevel level;
  private final String orderingKey;
  private final String contentType;
  private final byte[] payload;
  private final Map<String, String> attributes;
  private final long sizeBytes;

  /**
   * @param id the identity of the event, equal on every attempt to deliver it
   * @param type the wire type, such as {@code STEP_INSTANCE_STATUS_CHANGE_EVENT}. Where the
   *     attribute {@code type} is exactly the same, the event is a {@code HostEvent}
   * @param level how bad the news is
   * @param orderingKey events with equal keys are delivered in order; may be empty, never null
   * @param contentType the media type of {@code payload}
   * @param payload the bytes to deliver; not copied, so the caller gives them away
   * @param attributes CloudEvents 1.0 context attributes and extensions, by their bare names
   *     ({@code id}, {@code source}, …): an adapter adds the prefix of its protocol; copied, in the
   *     order of this map
   */
  public EncodedEvent(
      EventId id,
      String type,
      EventLevel level,
      String orderingKey,
      String contentType,
      byte[] payload,
      Map<String, String> attributes) {
    this(
        requireNonNull(id, "id"),
        requireNonNull(type, "type"),
        requireNonNull(level, "level"),
        requireNonNull(orderingKey, "orderingKey"),
        requireNonNull(contentType, "contentType"),
        requireNonNull(payload, "payload"),
        Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(attributes, "attributes"))),
        size(payload, orderingKey, attributes));
  }

  private EncodedEvent(
      EventId id,
      String type,
      EventLevel level,
      String orderingKey,
      String contentType,
      byte[] payload,
      Map<String, String> attributes,
      long sizeBytes) {
    this.id = id;
    this.type = type;
    this.level = level;
    this.orderingKey = orderingKey;
    this.contentType = contentType;
    this.payload = payload;
    this.attributes = attributes;
    this.sizeBytes = sizeBytes;
  }

  /** As the constructor, for callers in this package, which give their attributes away, too. */
  static EncodedEvent owning(
      EventId id,
      String type,
      EventLevel level,
      String orderingKey,
      String contentType,
      byte[] payload,
      Map<String, String> attributes) {
    return new EncodedEvent(
        id,
        type,
        level,
        orderingKey,
        contentType,
        payload,
        Collections.unmodifiableMap(attributes),
        size(payload, orderingKey, attributes));
  }

  /** Encodes an event under its default ordering key. */
  public static EncodedEvent of(MaestroEvent event) {
    return of(event, OrderingKey.byWorkflowRun());
  }

  /**
   * Encodes an event.
   *
   * @throws RuntimeException if the event cannot be encoded or the key function fails; such an
   *     event never will be deliverable
   */
  public static EncodedEvent of(MaestroEvent event, OrderingKey orderingKey) {
    return of(event, orderingKey, EnvelopePolicy.defaults());
  }

  /**
   * Encodes an event, under another source and type prefix if it is of Maestro's vocabulary.
   *
   * @throws RuntimeException as {@link #of(MaestroEvent, OrderingKey)}
   */
  public static EncodedEvent of(
      MaestroEvent event, OrderingKey orderingKey, EnvelopePolicy envelope) {
    return of(event, orderingKey, envelope, Long.MAX_VALUE);
  }

  /**
   * Encodes an event up to a bound: one of any size costs no more memory than a few times {@code
   * maxBytes}.
   *
   * @param maxBytes how large it may be, as {@link #sizeBytes()} counts; at least 1
   * @throws EventTooLargeException if it is larger, before anything is built of it where its parts
   *     tell, else as soon as that is seen
   * @throws RuntimeException as {@link #of(MaestroEvent, OrderingKey)}
   */
  public static EncodedEvent of(
      MaestroEvent event, OrderingKey orderingKey, EnvelopePolicy envelope, long maxBytes) {
    return EventEncoder.encode(event, orderingKey, envelope, maxBytes);
  }

  /**
   * What an event has at least once it is encoded, in bytes: the sum of its texts and of its body.
   * Builds and reads nothing, so it costs the same for an event of any size.
   */
  public static long leastBytes(MaestroEvent event) {
    return LeastBytes.of(requireNonNull(event, "event"));
  }

  /**
   * Makes sure that an attribute may be given to an event beside those that belong to it.
   *
   * @throws IllegalArgumentException if it belongs to the event ({@code specversion}, {@code id},
   *     {@code source}, {@code type}, {@code datacontenttype}), if its name has anything but 1 to
   *     20 lower-case letters and digits, or if its value is none, such as a {@code time} that is
   *     no time; the message says what to do
   * @throws NullPointerException if name or value is null
   */
  public static void requireSettable(String name, String value) {
    AttributeNames.requireSettable(name, value);
  }

  /**
   * This event with other attributes; identity, key and payload, which is shared, stay. What
   * forbids itself in an attribute's value is escaped.
   *
   * @param wanted all attributes to carry. {@code specversion}, {@code id}, {@code source} and
   *     {@code type} stay as they are, whether they are in it or not
   * @throws IllegalArgumentException if it has another value for one of these four, or an attribute
   *     that may not be set, see {@link #requireSettable}; the message says what to do
   * @throws NullPointerException if the map, a name or a value is null
   */
  public EncodedEvent withAttributes(Map<String, String> wanted) {
    return owning(
        id,
        type,
        level,
        orderingKey,
        contentType,
        payload,
        ChangedAttributes.of(attributes, wanted));
  }

  /**
   * This event with a payload array of its own: what one destination does to its bytes never shows
   * at another.
   */
  public EncodedEvent withCopiedPayload() {
    return new EncodedEvent(
        id, type, level, orderingKey, contentType, payload.clone(), attributes, sizeBytes);
  }

  /**
   * The event behind the bytes, for those who take events and not bytes. It is the record whose
   * JSON and identity are exactly those of this event. Where there is no such record, such as for a
   * JSON of a type newer than this library, it is an {@link
   * io.github.maestroevents.event.OpaqueMaestroEvent} with a copy of the payload, and the type, id
   * and level of this event. A host's own event is the {@link
   * io.github.maestroevents.event.HostEvent} that was sent; attributes that were added to it since
   * stand among its extensions.
   *
   * <p>Reads the payload anew at each call. Any thread may call it; it never throws a {@code
   * RuntimeException}.
   */
  public MaestroEvent maestroEvent() {
    return EventDecoder.decode(this);
  }

  /**
   * The identity of the event, equal on every attempt to deliver it. Of a host's own event it is
   * unique only together with its source, see {@link #identity()}.
   */
  public EventId id() {
    return id;
  }

  /**
   * What tells the event from every other, whoever made it: for destinations that drop repetitions.
   * The id; of a host's own event, as CloudEvents has it, the source, a space, and the id.
   */
  public String identity() {
    return isHostEvent() ? attributes.getOrDefault("source", "") + " " + id : id.value();
  }

  /**
   * Whether it is a host's own event, whose {@code type} is the host's to the letter, and whose
   * {@code time} may be any. Of Maestro's vocabulary under an empty type prefix this is true too.
   */
  public boolean isHostEvent() {
    return type.equals(attributes.get("type"));
  }

  /** The wire type, such as {@code STEP_INSTANCE_STATUS_CHANGE_EVENT}. */
  public String type() {
    return type;
  }

  /** How bad the news is. */
  public EventLevel level() {
    return level;
  }

  /**
   * Events with equal keys are delivered in order; empty when the event names nothing to key by.
   */
  public String orderingKey() {
    return orderingKey;
  }

  /** The media type of {@link #payload()}. */
  public String contentType() {
    return contentType;
  }

  /** The bytes to deliver, shared and not to be changed. */
  public byte[] payload() {
    return payload;
  }

  /**
   * CloudEvents context attributes and extensions by their bare names, in a stable order; never
   * modifiable.
   */
  public Map<String, String> attributes() {
    return attributes;
  }

  /**
   * What the event weighs against {@link BatchLimits}: the bytes of the payload and, in UTF-8, of
   * the ordering key and of the names and values of the attributes. Never less than is sent, but
   * for the prefixes and framing of a protocol, which its adapter adds.
   */
  public long sizeBytes() {
    return sizeBytes;
  }

  private static long size(byte[] payload, String orderingKey, Map<String, String> attributes) {
    long bytes = payload.length + utf8Bytes(orderingKey);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      bytes += utf8Bytes(attribute.getKey()) + utf8Bytes(attribute.getValue());
    }
    return bytes;
  }

  /** Without encoding it; each half of a surrogate pair counts for half of the pair's 4 bytes. */
  static long utf8Bytes(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  /** The identity of the event, never its payload. */
  @Override
  public String toString() {
    return LogText.id(type)
        + " "
        + id
        + " key="
        + LogText.id(orderingKey)
        + " "
        + payload.length
        + " bytes";
  }
}
