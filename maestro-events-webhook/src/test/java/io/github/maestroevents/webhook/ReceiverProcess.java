package io.github.maestroevents.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The plain server of the JDK in a process of its own, which says what it gets before it answers.
 */
final class ReceiverProcess {

  private final Process process;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private ReceiverProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "receiver-output");
    reader.setDaemon(true);
    reader.start();
  }

  static ReceiverProcess start(int port) throws IOException {
    return new ReceiverProcess(
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverProcess.class.getName(),
                String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  int port() throws Exception {
    return port.get(Engine.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  List<String> received() {
    return List.copyOf(received);
  }

  void awaitReceived(int events) {
    Waiting.until(() -> received.size() >= events);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      port.complete(Integer.parseInt(lines.readLine()));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        received.add(line);
      }
    } catch (IOException | NumberFormatException e) {
      port.completeExceptionally(e);
    }
  }

  /** The server; its first line is the port. */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          System.out.println(exchange.getRequestHeaders().getFirst("ce-id"));
          System.out.flush();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    System.out.println(server.getAddress().getPort());
    System.out.flush();
  }
}
