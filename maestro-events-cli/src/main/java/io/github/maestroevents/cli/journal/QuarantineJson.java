package io.github.maestroevents.cli.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.maestroevents.journal.inspect.QuarantinedRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is left of a row of the quarantine, as an object of JSON; bytes in base64. */
final class QuarantineJson {

  /** In ASCII, since damaged text need not have any UTF-8. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private QuarantineJson() {}

  static String write(QuarantinedRow row) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!row.row().node().isEmpty()) {
        json.writeStringField("node", row.row().node());
      }
      for (Map.Entry<String, @Nullable Object> column : row.columns().entrySet()) {
        write(json, column.getKey(), column.getValue());
      }
      json.writeEndObject();
    } catch (IOException neverOfMemory) {
      throw new UncheckedIOException(neverOfMemory);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value instanceof byte[] bytes) {
      json.writeBinaryField(name, bytes);
    } else if (value instanceof Number number) {
      json.writeNumberField(name, number.longValue());
    } else {
      json.writeStringField(name, value == null ? null : value.toString());
    }
  }
}
