package io.github.maestroevents.testbeds.kafka.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node: formats its storage unless that was done before, then runs the broker until the
 * process is killed or its standard input ends, which is how it dies with whoever started it.
 */
final class BrokerMain {

  private BrokerMain() {}

  /** Arguments: the broker's properties file, and the id of the cluster to format it for. */
  public static void main(String[] args) throws Exception {
    dieWithParent();
    Path properties = Path.of(args[0]);
    format(read(properties), args[1]);
    kafka.Kafka.main(new String[] {properties.toString()});
  }

  private static void dieWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try (InputStream parent = System.in) {
                parent.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // A broken pipe says the same as its end: nobody is left who wants this broker.
              }
              Runtime.getRuntime().halt(0);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void format(Properties broker, String clusterId) throws Exception {
    String directory = broker.getProperty("log.dirs");
    new Formatter()
        .setClusterId(clusterId)
        .setNodeId(Integer.parseInt(broker.getProperty("node.id")))
        .setDirectories(List.of(directory))
        .setMetadataLogDirectory(directory)
        .setControllerListenerName(broker.getProperty("controller.listener.names"))
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setIgnoreFormatted(true)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
