package io.github.maestroevents.cli.text;

import io.github.maestroevents.cli.console.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this process can write to already, under the names that the system gives it: {@code
 * /dev/stdout}, and {@code /dev/fd/63} for {@code >(gzip)} of a shell. Nobody else can put anything
 * there.
 */
final class ProcessOutputs {

  /** Not made simpler: the system may find something else behind {@code link/..}. */
  private static final Pattern NAMES = Pattern.compile("/dev/(stdout|stderr|fd/[1-9][0-9]{0,8})");

  private ProcessOutputs() {}

  /**
   * Opens one.
   *
   * @return null if the path is none of them
   * @throws UsageException if it leads to a file that was opened for something else
   */
  static @Nullable OutputStream open(Path path) throws IOException {
    Matcher name = NAMES.matcher(path.toAbsolutePath().toString());
    if (!name.matches()) {
      return null;
    }
    return switch (name.group(1)) {
      case "stdout", "fd/1" -> new Shared(new FileOutputStream(FileDescriptor.out));
      case "stderr", "fd/2" -> new Shared(new FileOutputStream(FileDescriptor.err));
      default -> pipe(path);
    };
  }

  private static OutputStream pipe(Path path) throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
      throw new UsageException(path + " is no pipe: name the file itself");
    }
    return Files.newOutputStream(path, StandardOpenOption.WRITE);
  }

  /**
   * Stays open, for what is said afterwards. Opened by its name once more, a file would be written
   * from its beginning, and a socket not at all.
   */
  private static final class Shared extends FilterOutputStream {

    Shared(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
