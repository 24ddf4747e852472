package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Jackson reads a {@link Tag}: from a string, which is the name, or from an object. Every
 * property without a setter here is an attribute, {@code permit} among them, as in Maestro.
 */
@JsonPOJOBuilder(withPrefix = "")
final class TagJsonForm {
  private @Nullable String name;
  private Tag.@Nullable Namespace namespace;

  // A hash map, because Maestro keeps attributes in one and the order shows when written again.
  private @Nullable Map<String, @Nullable Object> attributes = new HashMap<>();

  TagJsonForm() {}

  @JsonCreator
  static TagJsonForm ofName(String name) {
    TagJsonForm form = new TagJsonForm();
    form.name = name;
    return form;
  }

  TagJsonForm name(@Nullable String name) {
    this.name = name;
    return this;
  }

  TagJsonForm namespace(Tag.@Nullable Namespace namespace) {
    this.namespace = namespace;
    return this;
  }

  /** Maestro takes attributes in one object, too, though it never writes them so. */
  TagJsonForm attributes(@Nullable Map<String, @Nullable Object> attributes) {
    this.attributes = attributes;
    return this;
  }

  @JsonAnySetter
  void attribute(String key, @Nullable Object value) {
    if (attributes == null) {
      throw new IllegalStateException("attributes are null and get another");
    }
    attributes.put(key, value);
  }

  Tag build() {
    return new Tag(name, namespace, null, attributes == null ? Map.of() : attributes);
  }
}
