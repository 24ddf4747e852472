package io.github.maestroevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.github.maestroevents.internal.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of Netflix Maestro as ready-made JSON: the engine's own bytes, delivered byte for byte,
 * or an event of a type newer than this library. For an engine with events of its own there is
 * {@link HostEvent}.
 *
 * <p>Immutable. Bytes are copied on the way in, but for {@link #owning}, and on the way out. What
 * neither the host nor the first look at the JSON has told is read from the JSON when it is first
 * asked for, by the thread that asks.
 */
@JsonSerialize(using = OpaqueMaestroEvent.Writer.class)
public final class OpaqueMaestroEvent implements MaestroEvent {

  private static final int MAX_SHOWN_CHARS = 256;

  private final byte[] json;
  private final Said said;
  private final @Nullable EventId id;

  // Unsynchronized: threads that race read the same bytes and reach equal, immutable contents.
  // Where the host told them, they are set before anybody else sees the event, and stay.
  private @Nullable OpaqueContent content;

  private OpaqueMaestroEvent(Builder builder) {
    this.json = builder.json;
    this.said =
        new Said(
            builder.wireType,
            EventType.ofWireType(builder.wireType),
            builder.workflowId,
            builder.clusterName,
            builder.syncTime,
            builder.workflowUuid,
            builder.level);
    this.id = builder.id;
    this.content = builder.content;
  }

  /**
   * Reads type and ids from the JSON, in one pass.
   *
   * @param json one JSON object in UTF-8 with a textual {@code type}; copied
   * @throws IllegalArgumentException if it is anything else; the message says where it went wrong,
   *     and never quotes the JSON
   */
  public static OpaqueMaestroEvent of(byte[] json) {
    return owning(json.clone());
  }

  /**
   * Reads type and ids from the JSON, in one pass.
   *
   * @param json one JSON object with a textual {@code type}; encoded as UTF-8 once
   * @throws IllegalArgumentException as {@link #of(byte[])}
   */
  public static OpaqueMaestroEvent of(String json) {
    return owning(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As {@link #of(byte[])}, without a copy.
   *
   * @param json given away: the caller must not change it from here on
   * @throws IllegalArgumentException as {@link #of(byte[])}; then the bytes are the caller's again
   */
  public static OpaqueMaestroEvent owning(byte[] json) {
    try {
      OpaqueScan scan = new OpaqueScan(json);
      if (scan.type == null || scan.type.isBlank()) {
        throw new IllegalArgumentException("The JSON has no textual type");
      }
      if (scan.trailing) {
        throw new IllegalArgumentException("The JSON goes on after its object");
      }
      return new Builder(json, scan.type)
          .workflowId(scan.workflowId)
          .clusterName(scan.clusterName)
          .syncTime(scan.syncTime)
          .workflowUuid(scan.workflowUuid)
          .build();
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new IllegalArgumentException("The JSON cannot be read, at byte " + at);
    } catch (IOException e) {
      throw new IllegalArgumentException("The JSON cannot be read");
    }
  }

  /**
   * For hosts that know what is in the JSON, so that it need not be read.
   *
   * @param json one JSON object in UTF-8; copied and not checked
   * @param wireType its type, such as {@code STEP_INSTANCE_STATUS_CHANGE_EVENT}
   */
  public static Builder builder(byte[] json, String wireType) {
    return new Builder(json.clone(), requireNonNull(wireType, "wireType"));
  }

  /** The same for JSON as text, which is encoded as UTF-8 once. */
  public static Builder builder(String json, String wireType) {
    return new Builder(json.getBytes(StandardCharsets.UTF_8), requireNonNull(wireType, "wireType"));
  }

  /**
   * For hosts that have an event both as an object and as JSON: nothing of the JSON is read, ever.
   * What the record says holds: identity, level, times, ordering key.
   *
   * @param model everything the JSON says, as a record of this library; see {@link #modelled()}
   * @param json one JSON object; encoded as UTF-8 once, and not checked
   * @throws IllegalArgumentException if {@code model} is an event of another vocabulary, or is
   *     itself ready-made JSON
   */
  public static OpaqueMaestroEvent modelled(MaestroEvent model, String json) {
    OpaqueContent content = OpaqueContent.told(model);
    return builder(json, model.wireType())
        .workflowId(model.workflowId())
        .clusterName(model.clusterName())
        .syncTime(model.syncTime())
        .told(content)
        .build();
  }

  /** A copy of the JSON. */
  public byte[] json() {
    return json.clone();
  }

  /** The length of the JSON in bytes. */
  public int jsonBytes() {
    return json.length;
  }

  @Override
  public @Nullable String workflowId() {
    return said.workflowId();
  }

  @Override
  public @Nullable String clusterName() {
    return said.clusterName();
  }

  @Override
  public EventType type() {
    return said.type();
  }

  @Override
  public String wireType() {
    return said.wireType();
  }

  @Override
  public long syncTime() {
    return said.syncTime();
  }

  /**
   * The level that the host gave, else that of {@link #modelled()}; {@link EventLevel#INFO} for
   * types that this library does not know.
   */
  @Override
  public EventLevel level() {
    EventLevel level = said.level();
    if (level != null) {
      return level;
    }
    MaestroEvent model = content().model;
    return model == null ? EventLevel.INFO : model.level();
  }

  /** The UUID of the workflow run that the host gave, else the one in the JSON; null for none. */
  public @Nullable String workflowUuid() {
    String workflowUuid = said.workflowUuid();
    return workflowUuid != null ? workflowUuid : content().workflowUuid;
  }

  /** When the change happened, in epoch milliseconds, as far as the JSON tells; 0 for unknown. */
  public long eventTime() {
    return content().eventTime;
  }

  /** The event as a record, if its type is known and its JSON can be read as that type. */
  public Optional<MaestroEvent> modelled() {
    return Optional.ofNullable(content().model);
  }

  /** See {@link EventId#of}. */
  EventId id() {
    return id != null ? id : content().id;
  }

  private OpaqueContent content() {
    OpaqueContent known = content;
    if (known == null) {
      known = OpaqueContent.of(json, said);
      content = known;
    }
    return known;
  }

  /** Whether type, bytes and identity are equal: what the host has said counts by the latter. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpaqueMaestroEvent that
        && wireType().equals(that.wireType())
        && Arrays.equals(json, that.json)
        && id().equals(that.id());
  }

  @Override
  public int hashCode() {
    return 31 * wireType().hashCode() + Arrays.hashCode(json);
  }

  /** Type and workflow, never the JSON. */
  @Override
  public String toString() {
    return "OpaqueMaestroEvent["
        + shown(wireType())
        + ", "
        + shown(workflowId())
        + ", "
        + json.length
        + " bytes]";
  }

  private static String shown(@Nullable String text) {
    StringBuilder shown = new StringBuilder();
    VisibleText.append(shown, String.valueOf(text), MAX_SHOWN_CHARS, false);
    return shown.toString();
  }

  /** What the host has said of its JSON, or the first look at the JSON. */
  record Said(
      String wireType,
      EventType type,
      @Nullable String workflowId,
      @Nullable String clusterName,
      long syncTime,
      @Nullable String workflowUuid,
      @Nullable EventLevel level) {}

  /** Writes the JSON as it is, for any Jackson mapper. */
  static final class Writer extends JsonSerializer<OpaqueMaestroEvent> {
    @Override
    public void serialize(OpaqueMaestroEvent event, JsonGenerator gen, SerializerProvider provider)
        throws IOException {
      gen.writeRawValue(new String(event.json, StandardCharsets.UTF_8));
    }

    /** The type stands in the JSON already. */
    @Override
    public void serializeWithType(
        OpaqueMaestroEvent event,
        JsonGenerator gen,
        SerializerProvider provider,
        TypeSerializer typeSerializer)
        throws IOException {
      serialize(event, gen, provider);
    }
  }

  /** Sets what a host knows of its JSON; not safe for use by several threads at once. */
  public static final class Builder {
    private final byte[] json;
    private final String wireType;
    private @Nullable String workflowId;
    private @Nullable String clusterName;
    private long syncTime;
    private @Nullable String workflowUuid;
    private @Nullable EventId id;
    private @Nullable EventLevel level;
    private @Nullable OpaqueContent content;

    private Builder(byte[] json, String wireType) {
      this.json = json;
      this.wireType = wireType;
    }

    /** The id of the workflow, or null. */
    public Builder workflowId(@Nullable String workflowId) {
      this.workflowId = workflowId;
      return this;
    }

    /** The engine's cluster, or null. */
    public Builder clusterName(@Nullable String clusterName) {
      this.clusterName = clusterName;
      return this;
    }

    /** When the engine queued the event internally, in epoch milliseconds. */
    public Builder syncTime(long syncTime) {
      this.syncTime = syncTime;
      return this;
    }

    /** The UUID of the workflow run, which orders the event; null to read it from the JSON. */
    public Builder workflowUuid(@Nullable String workflowUuid) {
      this.workflowUuid = workflowUuid;
      return this;
    }

    /** The identity, equal for every attempt to publish the event; null to read it off the JSON. */
    public Builder id(@Nullable EventId id) {
      this.id = id;
      return this;
    }

    /** How bad the news is; null to read it from the JSON. */
    public Builder level(@Nullable EventLevel level) {
      this.level = level;
      return this;
    }

    private Builder told(OpaqueContent content) {
      this.content = content;
      return this;
    }

    /** The event as set so far. */
    public OpaqueMaestroEvent build() {
      return new OpaqueMaestroEvent(this);
    }
  }
}
