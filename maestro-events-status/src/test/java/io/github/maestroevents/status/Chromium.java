package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium, driven over the pipe of its DevTools protocol. It ends when the pipe does,
 * so it outlives neither the test nor the test's JVM, however that ends.
 */
final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int ANSWER_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final OutputStream commands;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();

  private Chromium(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
    this.commands = process.getOutputStream();
    Thread reader = new Thread(this::read, "chromium-answers");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one; ends the test as skipped, visibly, where none is installed. */
  static Chromium start() throws IOException {
    Path binary = binary();
    if (binary == null) {
      String reason = "no Chromium in PATH: the page was not tested in a browser";
      System.out.println("SKIPPED " + Chromium.class.getSimpleName() + ": " + reason);
      Assumptions.abort(reason);
    }
    Path profile = Files.createTempDirectory("chromium-profile");
    // The protocol's descriptors are 3 and 4, which only a shell can hand over.
    String shell =
        "exec \"$0\" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
            + " --no-first-run --disable-extensions --disable-background-networking"
            + " --remote-debugging-pipe --user-data-dir=\"$1\" about:blank 3<&0 4>&1 </dev/null"
            + " >/dev/null";
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", shell, String.valueOf(binary), profile.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TZ", "UTC");
    return new Chromium(builder.start(), profile);
  }

  /** A page of its own, as wide as that. */
  BrowserPage open(String url, int width, int height) throws IOException {
    String target =
        call(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    String session =
        call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    BrowserPage page = new BrowserPage(this, session);
    page.size(width, height);
    page.watchForMistakes();
    page.go(url);
    return page;
  }

  JsonNode call(@Nullable String session, String method, Map<String, ?> parameters)
      throws IOException {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(number, answer);
    ObjectNode command = JSON.createObjectNode().put("id", number).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      command.put("sessionId", session);
    }
    synchronized (commands) {
      commands.write(JSON.writeValueAsBytes(command));
      commands.write(0);
      commands.flush();
    }
    try {
      JsonNode message = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (message.has("error")) {
        throw new IOException(method + ": " + message.get("error"));
      }
      return requireNonNull(message.get("result"));
    } catch (Exception e) {
      throw new IOException(method + " was not answered", e);
    }
  }

  private void read() {
    try (InputStream in = process.getInputStream()) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      byte[] buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == 0) {
            answered(message.toString(UTF_8));
            message.reset();
          } else {
            message.write(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      open.values().forEach(answer -> answer.completeExceptionally(e));
    }
  }

  private void answered(String message) throws IOException {
    JsonNode json = JSON.readTree(message);
    CompletableFuture<JsonNode> answer =
        json.has("id") ? open.remove(json.get("id").asInt()) : null;
    if (answer != null) {
      answer.complete(json);
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        boolean unused = file.toFile().delete(); // a helper of the browser may still write
      }
    } catch (UncheckedIOException e) {
      return; // as above
    }
  }

  private static @Nullable Path binary() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      for (String name : NAMES) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    return null;
  }
}
