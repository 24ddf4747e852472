package io.github.maestroevents.webhook.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.LogText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has answered, as far as it matters. All of it is a stranger's text.
 *
 * @param status such as 204
 * @param headers the first value of each header that is looked at, by its name in small letters
 * @param beginning the first bytes of the body, at most {@value #MAX_SHOWN_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, Map<String, String> headers, byte[] beginning) {

  /** Bytes of a body that are kept to be shown. */
  public static final int MAX_SHOWN_BYTES = 512;

  /** The value of a header, by its name in small letters. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The beginning of the body for people: one line, escaped, and not long. */
  public String shownBody() {
    return LogText.id(new String(beginning, UTF_8));
  }
}
