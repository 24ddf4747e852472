package io.github.maestroevents.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A page that is open in Chromium. */
final class BrowserPage {

  private final Chromium chromium;
  private final String session;

  BrowserPage(Chromium chromium, String session) {
    this.chromium = chromium;
    this.session = session;
  }

  void size(int width, int height) throws IOException {
    chromium.call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Light, dark, or anything else that a page may be asked to be. */
  void prefer(String feature, String value) throws IOException {
    chromium.call(
        session,
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /** Keeps what the page's script throws and what its security policy forbids. */
  void watchForMistakes() throws IOException {
    chromium.call(session, "Page.enable", Map.of());
    chromium.call(
        session,
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of(
            "source",
            "window.mistakes = [];"
                + "addEventListener('error', e => mistakes.push(String(e.message)));"
                + "addEventListener('unhandledrejection', e => mistakes.push(String(e.reason)));"
                + "document.addEventListener('securitypolicyviolation',"
                + " e => mistakes.push(e.violatedDirective + ' ' + e.blockedURI));"));
  }

  /** What {@link #watchForMistakes} has kept. */
  String mistakes() throws IOException {
    return text("mistakes.join('; ')");
  }

  void go(String url) throws IOException {
    chromium.call(session, "Page.navigate", Map.of("url", url));
  }

  /** What an expression of JavaScript gives. */
  JsonNode value(String expression) throws IOException {
    JsonNode result =
        chromium.call(
            session,
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  String text(String expression) throws IOException {
    return value(expression).asText();
  }

  /** Waits until an expression of JavaScript is true. */
  void await(String expression) throws Exception {
    String tried = "(() => { try { return !!(" + expression + ") } catch (e) { return false } })()";
    Waiting.until(expression, () -> isTrue(tried));
  }

  /** Not while another page comes: it takes the place in which the expression is looked at. */
  private boolean isTrue(String expression) {
    try {
      return value(expression).asBoolean();
    } catch (IOException e) {
      return false;
    }
  }

  void type(String text) throws IOException {
    chromium.call(session, "Input.insertText", Map.of("text", text));
  }

  void press(String key, int code) throws IOException {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      chromium.call(
          session,
          "Input.dispatchKeyEvent",
          type.equals("keyUp") || !key.equals("Enter")
              ? Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code)
              : Map.of(
                  "type",
                  "keyDown",
                  "key",
                  key,
                  "code",
                  key,
                  "windowsVirtualKeyCode",
                  code,
                  "text",
                  "\r"));
    }
  }

  void photograph(Path file) throws Exception {
    await("document.getAnimations().length === 0");
    JsonNode shot = chromium.call(session, "Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }
}
