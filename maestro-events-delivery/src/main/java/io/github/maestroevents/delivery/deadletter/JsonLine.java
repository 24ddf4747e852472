package io.github.maestroevents.delivery.deadletter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON object on one line. Null values are left out. Kept as what it is made of: first
 * counted, then written, piece by piece.
 */
final class JsonLine implements FileLine {

  /** Writes a value, the same each time. */
  interface Value {
    void to(JsonBytes json) throws IOException;
  }

  private record Field(String name, Value value) {}

  private final List<Field> fields = new ArrayList<>();

  JsonLine text(String name, @Nullable String value) {
    return value == null ? this : add(name, json -> json.quoted(value));
  }

  JsonLine number(String name, long value) {
    return add(name, json -> json.ascii(Long.toString(value)));
  }

  /** An object of texts. */
  JsonLine texts(String name, Map<String, String> values) {
    return add(
        name,
        json -> {
          json.ascii("{");
          String separator = "";
          for (Map.Entry<String, String> entry : values.entrySet()) {
            json.ascii(separator);
            json.quoted(entry.getKey());
            json.ascii(":");
            json.quoted(entry.getValue());
            separator = ",";
          }
          json.ascii("}");
        });
  }

  /** Ready-made JSON in UTF-8, which is on one line, as it is. */
  JsonLine json(String name, byte[] json) {
    return add(name, to -> to.bytes(json));
  }

  /** Text in UTF-8. */
  JsonLine utf8(String name, byte[] text) {
    return add(name, json -> json.quoted(text));
  }

  /** Bytes of any kind. */
  JsonLine base64(String name, byte[] bytes) {
    return add(name, json -> json.base64(bytes));
  }

  /** A value that is too large for memory. */
  JsonLine streamed(String name, Value value) {
    return add(name, value);
  }

  private JsonLine add(String name, Value value) {
    fields.add(new Field(name, value));
    return this;
  }

  @Override
  public long length() {
    try {
      JsonBytes counted = new JsonBytes(OutputStream.nullOutputStream());
      write(counted);
      return counted.count();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    write(new JsonBytes(out));
  }

  private void write(JsonBytes json) throws IOException {
    String separator = "{";
    for (Field field : fields) {
      json.ascii(separator);
      json.quoted(field.name());
      json.ascii(":");
      field.value().to(json);
      separator = ",";
    }
    json.ascii("}\n");
    json.flush();
  }
}
