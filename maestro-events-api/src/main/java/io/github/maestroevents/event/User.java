package io.github.maestroevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user of the engine. In JSON a plain string when there is no extra information, else an object
 * whose first property is {@code name}.
 *
 * @param name who it is; never null, as in Maestro
 * @param extraInfo more about the user, in the order it is written, or null for none; an empty map
 *     is not the same on the wire. Maps, collections, arrays and JSON nodes in it are copied. A
 *     value of any other class is kept as it is and written as Jackson writes it: whoever changes
 *     that object changes the event
 */
@JsonSerialize(using = User.Writer.class)
@JsonDeserialize(using = User.Reader.class)
public record User(String name, @Nullable Map<String, @Nullable Object> extraInfo) {

  /**
   * Copies what it is given.
   *
   * @throws IllegalArgumentException if a value is nested deeper than 1,000 levels, or in itself
   */
  public User {
    requireNonNull(name, "name");
    extraInfo = extraInfo == null ? null : Copies.freeForm(extraInfo);
  }

  /** A user of whom only the name is known. */
  public static User of(String name) {
    return new User(name, null);
  }

  /** The name, bounded and on one line, and how much else is known; never what. */
  @Override
  public String toString() {
    return RecordText.of(User.class).add("name", name).addSize("extraInfo", extraInfo).toString();
  }

  /** Writes what Maestro writes, for any Jackson mapper. */
  static final class Writer extends JsonSerializer<User> {
    @Override
    public void serialize(User user, JsonGenerator gen, SerializerProvider serializers)
        throws IOException {
      Map<String, @Nullable Object> extraInfo = user.extraInfo();
      if (extraInfo == null) {
        gen.writeString(user.name());
        return;
      }
      gen.writeStartObject();
      gen.writeStringField("name", user.name());
      for (Map.Entry<String, @Nullable Object> extra : extraInfo.entrySet()) {
        gen.writeFieldName(extra.getKey());
        serializers.defaultSerializeValue(extra.getValue(), gen);
      }
      gen.writeEndObject();
    }
  }

  /** Reads what Maestro reads: a string, or an object with a textual name; extra nulls go. */
  static final class Reader extends JsonDeserializer<@Nullable User> {
    @Override
    public @Nullable User deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode node = context.readTree(parser);
      if (node.isTextual()) {
        return User.of(node.textValue());
      }
      JsonNode name = node.get("name");
      if (!node.isObject() || name == null || !name.isTextual()) {
        return context.reportInputMismatch(
            User.class, "A user is a string or an object with a textual name");
      }
      Map<String, @Nullable Object> extraInfo = new LinkedHashMap<>();
      node.properties()
          .forEach(
              field -> {
                if (!field.getKey().equals("name") && !field.getValue().isNull()) {
                  extraInfo.put(field.getKey(), field.getValue());
                }
              });
      return new User(name.textValue(), extraInfo);
    }
  }
}
