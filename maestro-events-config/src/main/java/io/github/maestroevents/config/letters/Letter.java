package io.github.maestroevents.config.letters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.spi.LogText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a dead-letter file: an event that was given up, and its history. */
public final class Letter {

  private static final int FINGERPRINT_BYTES = 16;

  /** How long a {@link #fingerprint} is: {@value}. */
  static final int FINGERPRINT_CHARS = 2 * FINGERPRINT_BYTES;

  private final byte[] line;
  private final JsonNode json;
  private final String place;

  /**
   * @param line as it stands in the file
   * @param json the same, read
   * @param place where it stands, for people
   */
  public Letter(byte[] line, JsonNode json, String place) {
    this.line = line;
    this.json = json;
    this.place = place;
  }

  /** Whether an object of JSON is a dead letter. */
  public static boolean isLetter(JsonNode json) {
    return json.path("reason").isTextual() && json.path("destination").isTextual();
  }

  /** Where it stands, for people. */
  public String place() {
    return place;
  }

  /** How many bytes the line has. */
  public int size() {
    return line.length;
  }

  /** The id of the event; null if none could be derived from it. */
  public @Nullable String id() {
    return JsonFields.textOrNull(json, "id");
  }

  /** For which destination it was, as its publisher named it. */
  public String destination() {
    return json.path("destination").asText();
  }

  /**
   * Whether it was given up before its host had encoded it: then its ordering key and its envelope
   * are not known.
   */
  public boolean wasNeverEncoded() {
    return LetterEvent.wasNeverEncoded(json);
  }

  /** A field that is a text, or a number, for people; {@code unknown} if it is missing. */
  public String shown(String name) {
    JsonNode value = json.path(name);
    return value.isValueNode() && !value.isNull() ? LogText.id(value.asText()) : "unknown";
  }

  /** When it was given up; null if the line does not tell. */
  public @Nullable Instant time() {
    return time("time");
  }

  /** When it was first attempted; null if it never was. */
  public @Nullable Instant firstAttempt() {
    return time("first_attempt");
  }

  private @Nullable Instant time(String name) {
    try {
      String text = JsonFields.textOrNull(json, name);
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException notOurs) {
      return null;
    }
  }

  /** A field that is a text; null if it is missing, or something else. */
  public @Nullable String text(String name) {
    return JsonFields.textOrNull(json, name);
  }

  /** The attributes that the event had when it was given up, in their order. */
  Map<String, String> attributes() {
    return JsonFields.texts(json, "attributes");
  }

  /** What tells this line from all others, wherever the file is moved to. */
  public String fingerprint() {
    return hash(line);
  }

  /** The beginning of the SHA-256 of these bytes, as hexadecimal digits. */
  public static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /**
   * The event, to be sent again.
   *
   * @throws NoEventException if it could not be sent in the first place
   */
  public ReadEvent event() throws NoEventException {
    Instant first = firstAttempt();
    Instant given = time();
    Instant accepted = first != null ? first : given != null ? given : Instant.EPOCH;
    return new ReadEvent(LetterEvent.read(json, line), accepted);
  }

  /** A line to read: identity, reason and history, never the payload. */
  @Override
  public String toString() {
    return shown("time")
        + " "
        + shown("reason")
        + " workflow="
        + shown("workflow_id")
        + " "
        + shown("type")
        + " "
        + (id() == null ? "(no id)" : shown("id"))
        + " key="
        + shown("ordering_key")
        + " destination="
        + shown("destination")
        + " attempts="
        + shown("attempts")
        + " cause="
        + shown("cause");
  }

  /** As UTF-8. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
