package io.github.maestroevents.cli.text;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a user names and that is read whole. A pipe would be waited for, and a device may
 * never end: neither is opened. Links are followed, since whoever names one means the file.
 */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Makes sure that something is a file.
   *
   * @throws RefusedException if it is not there, or a directory, a pipe, a device or a socket
   */
  public static void requireRegular(Path file) {
    if (!Files.exists(file)) {
      throw new RefusedException("There is no file " + file);
    }
    if (Files.isDirectory(file)) {
      throw new RefusedException("Cannot read " + file + ": it is a directory");
    }
    if (!Files.isRegularFile(file)) {
      throw new RefusedException(
          "Cannot read " + file + ": it is a pipe, a device or a socket, and a file is expected");
    }
  }

  /**
   * Reads it.
   *
   * @throws RefusedException if it is no file, cannot be read, or has more bytes than that
   */
  public static byte[] read(Path file, int maxBytes) {
    requireRegular(file);
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), maxBytes);
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + file + ": " + LogText.of(e), e);
    }
  }

  /**
   * Reads all of a stream.
   *
   * @param name for people
   * @throws RefusedException if there are more bytes than that
   */
  public static byte[] read(InputStream in, String name, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new RefusedException(name + " has more than " + maxBytes + " bytes");
    }
    return bytes;
  }
}
