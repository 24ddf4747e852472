package io.github.maestroevents.journal.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.testbeds.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PgBouncer in transaction mode before a database, as a child process. Where the program is
 * not installed, whoever asks for it is skipped and says so.
 */
public final class PgBouncer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> command;
  private final Path log;
  private final int port;
  private Process process;

  private PgBouncer(List<String> command, Path log, int port) throws IOException {
    this.command = command;
    this.log = log;
    this.port = port;
    startAgain();
  }

  /**
   * Starts it.
   *
   * @param databasePort of the database on this machine
   * @param sessions with the database that clients share
   */
  public static PgBouncer before(int databasePort, int sessions) throws IOException {
    Path program =
        Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(program != null, "PgBouncer is not installed: nothing was tried with it");
    Path directory =
        Files.createTempDirectory(
            "pgbouncer-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    int port = freePort();
    Path users = Files.writeString(directory.resolve("users.txt"), "\"postgres\" \"\"\n");
    Path settings =
        Files.writeString(
            directory.resolve("pgbouncer.ini"),
            String.join(
                "\n",
                "[databases]",
                "* = host=127.0.0.1 port=" + databasePort,
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = trust",
                "auth_file = " + users,
                "pool_mode = transaction",
                "default_pool_size = " + sessions,
                "ignore_startup_parameters = extra_float_digits",
                ""));
    List<String> command = new ArrayList<>(List.of(program.toString(), settings.toString()));
    if (System.getProperty("user.name").equals("root")) { // under which it refuses to run
      command.addAll(1, List.of("-u", "nobody"));
    }
    return new PgBouncer(command, directory.resolve("log"), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where clients find it; no statement is prepared in the server. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?user=postgres&connectTimeout=5&prepareThreshold=0";
  }

  /** After {@link #stop()}. */
  public void startAgain() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Await.until("PgBouncer answers", PATIENCE, () -> !process.isAlive() || answers());
    if (!process.isAlive()) {
      throw new IOException("PgBouncer does not start: " + Files.readString(log));
    }
  }

  private boolean answers() {
    try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its clients' connections end. */
  public void stop() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    stop();
  }
}
