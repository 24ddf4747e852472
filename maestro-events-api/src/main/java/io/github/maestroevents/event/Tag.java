package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tag of a workflow.
 *
 * @param name the name, or null
 * @param namespace who defined the tag, or null
 * @param permit how many may hold the tag at once, or null. A tag read from JSON has its permit
 *     among the attributes, because Maestro reads it so
 * @param attributes anything else, standing beside the name in JSON in the order of this map; never
 *     null. Values may be null. Maps, collections, arrays and JSON nodes in it are copied. A value
 *     of any other class is kept as it is and written as Jackson writes it: whoever changes that
 *     object changes the event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "namespace", "permit"})
@JsonDeserialize(builder = TagJsonForm.class)
public record Tag(
    @Nullable String name,
    @Nullable Namespace namespace,
    @Nullable Integer permit,
    @JsonAnyGetter Map<String, @Nullable Object> attributes) {

  /**
   * Copies what it is given.
   *
   * @throws IllegalArgumentException if a value is nested deeper than 1,000 levels, or in itself
   */
  public Tag {
    attributes = attributes == null ? Map.of() : Copies.freeForm(attributes);
  }

  /** A tag that is only a name. */
  public static Tag of(@Nullable String name) {
    return new Tag(name, null, null, Map.of());
  }

  /** Builds a tag; every field is optional. */
  public static Builder builder() {
    return new Builder();
  }

  /** The name, bounded and on one line, and how many attributes there are; never their values. */
  @Override
  public String toString() {
    return RecordText.of(Tag.class)
        .add("name", name)
        .add("namespace", namespace)
        .add("permit", permit == null ? null : permit.toString())
        .addSize("attributes", attributes)
        .toString();
  }

  /** Who defined a tag. */
  public enum Namespace {
    /** The engine. */
    SYSTEM,
    /** The engine, while running. */
    RUNTIME,
    /** A job template. */
    JOB_TEMPLATE,
    /** A notebook template. */
    NOTEBOOK_TEMPLATE,
    /** A user. */
    USER_DEFINED,
    /** The developers of the platform. */
    PLATFORM;

    /**
     * The namespace of this name, in any case.
     *
     * @throws IllegalArgumentException if there is no such namespace
     */
    @JsonCreator
    public static Namespace ofName(String name) {
      return valueOf(name.toUpperCase(Locale.US));
    }
  }

  /** Sets the fields one by one; not safe for use by several threads at once. */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable Namespace namespace;
    private @Nullable Integer permit;

    // A hash map, because Maestro keeps attributes in one and the order shows on the wire.
    private Map<String, @Nullable Object> attributes = new HashMap<>();

    private Builder() {}

    /** The name, or null. */
    public Builder name(@Nullable String name) {
      this.name = name;
      return this;
    }

    /** Who defined the tag, or null. */
    public Builder namespace(@Nullable Namespace namespace) {
      this.namespace = namespace;
      return this;
    }

    /** How many may hold the tag at once, or null. */
    public Builder permit(@Nullable Integer permit) {
      this.permit = permit;
      return this;
    }

    /** Adds an attribute; attributes added one by one are written in no particular order. */
    public Builder attribute(String key, @Nullable Object value) {
      attributes.put(key, value);
      return this;
    }

    /** Replaces all attributes; they are written in the order of this map. */
    public Builder attributes(Map<String, ? extends @Nullable Object> attributes) {
      this.attributes = new java.util.LinkedHashMap<>(attributes);
      return this;
    }

    /** The tag as set so far; the builder can go on to build others. */
    public Tag build() {
      return new Tag(name, namespace, permit, attributes);
    }
  }
}
