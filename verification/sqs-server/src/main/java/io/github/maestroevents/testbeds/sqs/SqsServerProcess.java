package io.github.maestroevents.testbeds.sqs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;

/**
 * An {@link SqsServer} in a JVM of its own, so that it shares neither heap nor compiler with the
 * clients that are measured. Its standard input is a pipe from this JVM, and it halts when that
 * ends, so it cannot outlive the benchmark. Not thread-safe.
 */
public final class SqsServerProcess implements AutoCloseable {

  private static final String PORT = "port ";

  private final Process process;
  private final int port;
  private final SqsQueues queues;

  private SqsServerProcess(Process process) throws IOException {
    this.process = process;
    this.port = port(process.inputReader());
    this.queues = SqsQueues.at(endpoint());
  }

  /**
   * A server that takes requests, on a free port. Blocks until it does, for some seconds.
   *
   * @throws IllegalStateException if the process ends before it is ready; it has said why on this
   *     JVM's standard error
   */
  public static SqsServerProcess start() {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                SqsServerProcess.class.getName())
            .redirectError(Redirect.INHERIT);
    try {
      Process process = java.start();
      try {
        return new SqsServerProcess(process);
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The SQS server did not start", e);
    }
  }

  /** What the process runs. */
  public static void main(String[] args) throws IOException {
    SqsServer server = SqsServer.start();
    System.out.println(PORT + server.port());
    System.out.flush();
    int unused = System.in.read(); // until whoever started this is gone
    Runtime.getRuntime().halt(0);
  }

  private static int port(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(PORT)) {
        return Integer.parseInt(line.substring(PORT.length()));
      }
    }
    throw new IllegalStateException("The SQS server ended before it was ready");
  }

  /** Where SDKs find it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Makes queues and reads them. */
  public SqsQueues queues() {
    return queues;
  }

  /** Kills the process; queues and messages are gone. */
  @Override
  public void close() {
    queues.close();
    process.destroyForcibly();
  }
}
