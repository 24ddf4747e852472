package io.github.maestroevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.maestroevents.internal.AttributeNames;
import io.github.maestroevents.internal.AttributeText;
import io.github.maestroevents.internal.VisibleText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of a host's own: any type, any body, and what CloudEvents 1.0 wants to know of it. A
 * consumer gets a CloudEvent with the host's {@code type}, {@code id} and {@code source}.
 *
 * <pre>{@code
 * HostEvent event =
 *     HostEvent.builder("com.example.order.shipped", "order-4711/shipped")
 *         .source("/shop/orders")
 *         .orderingKey("order-4711")
 *         .json("{\"order\":4711}")
 *         .build();
 * }</pre>
 *
 * <p>Immutable: the body is copied on the way in and on the way out. What a name or a value must
 * not be is refused at once, by the setter.
 */
@JsonSerialize(using = HostEventJson.class)
public final class HostEvent implements MaestroEvent {

  /** The source of events whose host names none: {@value}. */
  public static final String DEFAULT_SOURCE = "/host";

  private static final int MAX_SHOWN_CHARS = 256;
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";

  private final String type;
  private final EventId id;
  private final String source;
  private final @Nullable String subject;
  private final @Nullable Instant time;
  private final String orderingKey;
  private final EventLevel level;
  private final boolean terminal;
  private final Map<String, String> extensions;
  private final String contentType;
  private final byte[] body;

  private HostEvent(Builder builder) {
    this.type = builder.type;
    this.id = builder.id;
    this.source = builder.source;
    this.subject = builder.subject;
    this.time = builder.time;
    this.orderingKey =
        builder.orderingKey != null
            ? builder.orderingKey
            : Objects.requireNonNullElse(builder.subject, "");
    this.level = builder.level;
    this.terminal = builder.terminal;
    this.extensions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extensions));
    this.contentType = builder.contentType;
    this.body = builder.body;
  }

  /**
   * Begins an event.
   *
   * @param type what has happened, such as {@code com.example.order.shipped}: at least one
   *     character, none of them a control character
   * @param id 1 to 128 printable ASCII characters that tell the event from all others of its
   *     source, and that are the same for every attempt to publish it: made of the host's own keys,
   *     never at random for each attempt
   * @throws IllegalArgumentException if type or id is anything else
   */
  public static Builder builder(String type, String id) {
    return new Builder(requireText("type", type), new EventId(requireNonNull(id, "id")));
  }

  /** The identity that the host gave. */
  public EventId id() {
    return id;
  }

  /** What the host calls the event's type. */
  @Override
  public String wireType() {
    return type;
  }

  /** Always {@link EventType#UNKNOWN}: the type is none of Maestro's, see {@link #wireType()}. */
  @Override
  public EventType type() {
    return EventType.UNKNOWN;
  }

  /** Where the event comes from; {@value #DEFAULT_SOURCE} unless set. */
  public String source() {
    return source;
  }

  /** What of the source the event is about; null for none. */
  public @Nullable String subject() {
    return subject;
  }

  /** When it happened; null if the host has not said. */
  public @Nullable Instant time() {
    return time;
  }

  /**
   * Events with equal keys are delivered in order. The subject unless set; empty where there is
   * neither, and all events with an empty key are delivered in order, one after the other.
   */
  public String orderingKey() {
    return orderingKey;
  }

  /** How bad the news is; {@link EventLevel#INFO} unless set. */
  @Override
  public EventLevel level() {
    return level;
  }

  /** Whether it ends what it is about, such as a run; false unless set. */
  public boolean terminal() {
    return terminal;
  }

  /** Further attributes by name, in the order in which they were set; never modifiable. */
  public Map<String, String> extensions() {
    return extensions;
  }

  /** The media type of the body. */
  public String contentType() {
    return contentType;
  }

  /** A copy of the body. */
  public byte[] body() {
    return body.clone();
  }

  /** The length of the body in bytes. */
  public int bodyBytes() {
    return body.length;
  }

  /** Null: a host's event names no workflow of Maestro. */
  @Override
  public @Nullable String workflowId() {
    return null;
  }

  /** Null: a host's event names no cluster of Maestro. */
  @Override
  public @Nullable String clusterName() {
    return null;
  }

  /** {@link #time()} in epoch milliseconds; 0 if the host has not said. */
  @Override
  public long syncTime() {
    return time == null ? 0 : time.toEpochMilli();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostEvent that
        && id.equals(that.id)
        && type.equals(that.type)
        && source.equals(that.source)
        && Objects.equals(subject, that.subject)
        && Objects.equals(time, that.time)
        && orderingKey.equals(that.orderingKey)
        && level == that.level
        && terminal == that.terminal
        && extensions.equals(that.extensions)
        && contentType.equals(that.contentType)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * source.hashCode() + id.hashCode()) + type.hashCode();
  }

  /** Type, source and id, never the body. */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder("HostEvent[");
    VisibleText.append(shown, type, MAX_SHOWN_CHARS, false);
    VisibleText.append(shown.append(", "), source, MAX_SHOWN_CHARS, false);
    return shown + ", " + id + ", " + body.length + " bytes]";
  }

  private static String requireText(String name, String value) {
    requireNonNull(value, name);
    if (value.isEmpty() || !AttributeText.clean(value).equals(value)) {
      throw new IllegalArgumentException(
          name + " must have at least one character, and no control characters");
    }
    return value;
  }

  /** Sets what a host knows of its event; not safe for use by several threads at once. */
  public static final class Builder {
    private final String type;
    private final EventId id;
    private String source = DEFAULT_SOURCE;
    private @Nullable String subject;
    private @Nullable Instant time;
    private @Nullable String orderingKey;
    private EventLevel level = EventLevel.INFO;
    private boolean terminal;
    private final Map<String, String> extensions = new LinkedHashMap<>();
    private String contentType = BYTES;
    private byte[] body = {};

    private Builder(String type, EventId id) {
      this.type = type;
      this.id = id;
    }

    /**
     * Where the event comes from, such as {@code /flowable/prod}. Default {@value
     * HostEvent#DEFAULT_SOURCE}.
     *
     * @throws IllegalArgumentException if it is no URI reference in ASCII, or empty
     */
    public Builder source(String source) {
      this.source = AttributeNames.requireUri("source", requireNonNull(source, "source"));
      return this;
    }

    /**
     * What of the source the event is about, such as the id of a run; null or empty for none. If it
     * holds a control character, or another that CloudEvents forbids, it is percent-encoded.
     */
    public Builder subject(@Nullable String subject) {
      this.subject = subject == null || subject.isEmpty() ? null : AttributeText.clean(subject);
      return this;
    }

    /**
     * When it happened; null for unknown.
     *
     * @throws IllegalArgumentException outside of the years 1 to 9999, which RFC 3339 can express
     */
    public Builder time(@Nullable Instant time) {
      if (time != null) {
        AttributeNames.requireTime(time);
      }
      this.time = time;
      return this;
    }

    /**
     * Events with equal keys are delivered in order, others do not wait for them. Any text, null
     * for the default: the subject.
     */
    public Builder orderingKey(@Nullable String orderingKey) {
      this.orderingKey = orderingKey;
      return this;
    }

    /** How bad the news is. Default {@link EventLevel#INFO}. */
    public Builder level(EventLevel level) {
      this.level = requireNonNull(level, "level");
      return this;
    }

    /**
     * Whether it ends what it is about, such as a run: {@code EventFilter.terminalOnly()} lets it
     * pass, and consumers see an attribute {@code terminal=true}. Default false.
     */
    public Builder terminal(boolean terminal) {
      this.terminal = terminal;
      return this;
    }

    /**
     * A further attribute. If the value holds a control character, or another that CloudEvents
     * forbids, it is percent-encoded.
     *
     * @param name 1 to 20 lower-case letters and digits; none of the attributes that have a setter
     *     of their own
     * @param value not empty
     * @throws IllegalArgumentException if name or value is anything else; the message says what to
     *     do
     */
    public Builder extension(String name, String value) {
      AttributeNames.requireExtension(requireNonNull(name, "name"), requireNonNull(value, name));
      extensions.put(name, AttributeText.clean(value));
      return this;
    }

    /**
     * A body of JSON, with content type {@code application/json}; not checked.
     *
     * @param json encoded as UTF-8
     */
    public Builder json(String json) {
      this.contentType = JSON;
      this.body = json.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    /**
     * A body of any kind. Default: no bytes, of type {@code application/octet-stream}.
     *
     * @param contentType its media type, such as {@code application/avro}
     * @param body copied
     * @throws IllegalArgumentException if the content type is blank, or not in ASCII
     */
    public Builder body(String contentType, byte[] body) {
      this.contentType = AttributeNames.requireContentType(contentType);
      this.body = body.clone();
      return this;
    }

    /** The event as set so far. */
    public HostEvent build() {
      return new HostEvent(this);
    }
  }
}
