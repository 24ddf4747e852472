package io.github.maestroevents.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a {@link HostEvent} for any Jackson mapper in the JSON format of CloudEvents 1.0: a body
 * of JSON as it is in {@code data}, any other in Base64 in {@code data_base64}.
 */
final class HostEventJson extends JsonSerializer<HostEvent> {

  @Override
  public void serialize(HostEvent event, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.id().value());
    json.writeStringField("source", event.source());
    json.writeStringField("type", event.wireType());
    if (event.subject() != null) {
      json.writeStringField("subject", event.subject());
    }
    if (event.time() != null) {
      json.writeStringField("time", event.time().toString());
    }
    if (!event.orderingKey().isEmpty()) {
      json.writeStringField("partitionkey", event.orderingKey());
    }
    json.writeStringField("level", event.level().wireName());
    if (event.terminal()) {
      json.writeStringField("terminal", "true");
    }
    for (Map.Entry<String, String> extension : event.extensions().entrySet()) {
      json.writeStringField(extension.getKey(), extension.getValue());
    }
    json.writeStringField("datacontenttype", event.contentType());
    body(event, json);
    json.writeEndObject();
  }

  private static void body(HostEvent event, JsonGenerator json) throws IOException {
    if (event.bodyBytes() > 0 && isJson(event.contentType())) {
      json.writeFieldName("data");
      json.writeRawValue(new String(event.body(), StandardCharsets.UTF_8));
    } else if (event.bodyBytes() > 0) {
      json.writeBinaryField("data_base64", event.body());
    }
  }

  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  /** The type stands in the JSON already. */
  @Override
  public void serializeWithType(
      HostEvent event, JsonGenerator json, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    serialize(event, json, provider);
  }
}
