package io.github.maestroevents.testbeds.sqs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;

/**
 * An {@link SqsServer} in a JVM of its own with a class path of its own, so that it shares neither
 * heap nor compiler nor libraries with the clients that are tested or measured. Its standard input
 * is a pipe from this JVM, and it halts when that ends, so it cannot outlive whoever started it.
 * Not thread-safe.
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
                ServerClassPath.get(),
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
    System.setOut(new PrintStream(OutputStream.nullOutputStream())); // nobody reads what follows
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

  /**
   * Stops the process without ending it: its sockets stay open and nothing answers. Should this JVM
   * die meanwhile, the process is stopped for ever: a test resumes it at once.
   */
  public void suspend() {
    signal("STOP");
  }

  /** Lets a suspended process go on. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .inheritIO()
              .start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("The SQS server could not be sent SIG" + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the SQS server was signalled", e);
    }
  }

  /** Kills the process; queues and messages are gone. */
  @Override
  public void close() {
    queues.close();
    process.destroyForcibly();
  }
}
