package io.github.maestroevents.testbeds.sqs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The class path of a server's process: this module and what the build recorded for it. */
final class ServerClassPath {

  private static final String RECORDED = "/sqs-server.classpath";

  private ServerClassPath() {}

  static String get() {
    return ownLocation() + File.pathSeparator + recorded();
  }

  private static String recorded() {
    try (InputStream in = ServerClassPath.class.getResourceAsStream(RECORDED)) {
      if (in == null) {
        throw new IllegalStateException(
            RECORDED + " is missing; build the module sqs-server first");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          ServerClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where the server's launcher is", e);
    }
  }
}
