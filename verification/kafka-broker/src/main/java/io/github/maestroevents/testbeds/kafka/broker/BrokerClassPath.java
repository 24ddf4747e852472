package io.github.maestroevents.testbeds.kafka.broker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a launcher needs to start a broker in a process of its own: the broker's jars stay out of
 * the launcher's JVM, which may run other client libraries.
 */
public final class BrokerClassPath {

  /** The class to run; it takes a properties file and a cluster id. */
  public static final String MAIN_CLASS =
      "io.github.maestroevents.testbeds.kafka.broker.BrokerMain";

  private static final String RECORDED = "/kafka-broker.classpath";

  private BrokerClassPath() {}

  /** The class path of the broker's process: this module and what the build recorded for it. */
  public static String get() {
    return ownLocation() + File.pathSeparator + recorded();
  }

  private static String recorded() {
    try (InputStream in = BrokerClassPath.class.getResourceAsStream(RECORDED)) {
      if (in == null) {
        throw new IllegalStateException(
            RECORDED + " is missing; build the module kafka-broker first");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          BrokerClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where the broker's launcher is", e);
    }
  }
}
