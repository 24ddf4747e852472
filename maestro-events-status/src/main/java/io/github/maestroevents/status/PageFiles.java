package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The pages, each in one piece: style and script stand inside. Only what carries the answer's own
 * nonce is run by the browser, and nothing is fetched from elsewhere.
 */
final class PageFiles {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 24;

  private static final String PAGE = read("page.html");
  private static final String LOGIN = read("login.html");
  private static final String STYLE = read("page.css") + read("nodes.css");
  private static final String SCRIPT = read("nodes.js") + read("page.js");

  private PageFiles() {}

  static StatusAnswer page() {
    return answer(200, PAGE, Map.of());
  }

  /** Asks for a token. */
  static StatusAnswer login(int status, String message) {
    return answer(status, LOGIN, Map.of("{{message}}", message));
  }

  /** What nobody can guess. */
  static String randomText() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static StatusAnswer answer(int status, String page, Map<String, String> texts) {
    String nonce = randomText();
    String filled = page;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      filled = filled.replace(text.getKey(), text.getValue());
    }
    filled =
        filled
            .replace("{{style}}", STYLE)
            .replace("{{script}}", SCRIPT)
            .replace("{{nonce}}", nonce);
    return StatusAnswer.of(
        status, "text/html; charset=utf-8", filled, Map.of("Content-Security-Policy", csp(nonce)));
  }

  private static String csp(String nonce) {
    return "default-src 'none'; script-src 'nonce-"
        + nonce
        + "'; style-src 'nonce-"
        + nonce
        + "'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";
  }

  private static String read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
