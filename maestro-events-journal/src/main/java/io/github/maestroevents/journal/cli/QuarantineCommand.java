package io.github.maestroevents.journal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.JournalView;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** What was found damaged: a line each, or with all its bytes; and away with it. */
final class QuarantineCommand implements Command {

  private static final JsonFactory JSON = new JsonFactory();

  private static final String[] TEXTS = {
    "event_id", "type", "level", "workflow_id", "ordering_key", "content_type", "attributes"
  };

  @Override
  public String name() {
    return "quarantine";
  }

  @Override
  public String summary() {
    return "what was found damaged, and why";
  }

  @Override
  public String help() {
    return """
        --bytes            all that is left of each, as lines of JSON, the payload in base64
        --purge            delete it for good; needs --yes
        --yes              really
      """;
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Set<String> flags() {
    return Set.of("bytes", "purge", "yes");
  }

  @Override
  public int run(Arguments arguments, Console console) throws SQLException {
    Place place = Place.of(arguments);
    try (JournalView view = place.view()) {
      if (!arguments.has("purge")) {
        boolean bytes = arguments.has("bytes");
        view.quarantine(
            bytes ? QuarantineCommand::json : QuarantineCommand::line, console.out()::println);
        return ExitCodes.DONE;
      }
      if (!arguments.has("yes")) {
        console.out().println(view.quarantined() + " would be deleted; --yes does it");
        return ExitCodes.DONE;
      }
      try (Place.Changing changing = place.changing()) {
        console.out().println(view.deleteQuarantine(changing.connection()) + " deleted");
      }
      return ExitCodes.DONE;
    }
  }

  private static String line(ResultSet row) throws SQLException {
    return LogText.oneLine(row.getString("sequence"))
        + " "
        + LogText.oneLine(row.getString("event_id"))
        + " "
        + LogText.oneLine(row.getString("type"))
        + ": "
        + LogText.oneLine(row.getString("reason"));
  }

  private static String json(ResultSet row) throws SQLException {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("sequence", row.getLong("sequence"));
      json.writeStringField("reason", row.getString("reason"));
      json.writeNumberField("found_at", row.getLong("found_at"));
      json.writeNumberField("accepted_at", row.getLong("accepted_at"));
      json.writeNumberField("crc32c", row.getLong("crc32c"));
      for (String column : TEXTS) {
        json.writeStringField(column, row.getString(column));
      }
      byte[] payload = row.getBytes("payload");
      if (payload != null) {
        json.writeBinaryField("payload", payload);
      }
      json.writeEndObject();
    } catch (IOException neverOfMemory) {
      throw new UncheckedIOException(neverOfMemory);
    }
    return text.toString();
  }
}
