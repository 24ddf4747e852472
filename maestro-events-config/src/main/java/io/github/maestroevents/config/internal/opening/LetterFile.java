package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.plan.DeadLetterTarget;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.Place;
import io.github.maestroevents.config.letters.DeadLetterFile;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that takes the dead letters of one destination. No other publisher that a configuration
 * has opened in this process may write there: both would rotate the file, and each would take the
 * other's letters away. Any thread.
 */
final class LetterFile implements DeadLetterHandler {

  /** Who writes where, by the places that {@link Place#identity} gives. Guarded by itself. */
  private static final Map<Path, String> CLAIMED = new HashMap<>();

  private final DeadLetterFile file;
  private final Path claim;
  private boolean isClosed;

  private LetterFile(DeadLetterFile file, Path claim) {
    this.file = file;
    this.claim = claim;
  }

  /**
   * Opens the file of a destination.
   *
   * @return null if its dead letters go elsewhere
   * @throws IllegalArgumentException if another destination that is open writes there
   * @throws java.io.UncheckedIOException if the file cannot be opened
   */
  static @Nullable LetterFile open(DestinationPlan destination) throws IOException {
    DeadLetterTarget target = destination.deadLetters();
    if (target.file().isEmpty()) {
      return null;
    }
    Path path = target.file().get();
    if (target.isBelowDefault()) {
      makeDirectory(path.toAbsolutePath().getParent());
    }
    Path claim = claim(path, destination.name());
    boolean isOpen = false;
    try {
      DeadLetterFile file =
          DeadLetterFile.at(
              path,
              destination
                  .values()
                  .number(CommonSettings.DEAD_LETTER_FILE_MAX_BYTES)
                  .orElse(JsonLinesDeadLetterFile.DEFAULT_MAX_BYTES),
              (int)
                  destination
                      .values()
                      .number(CommonSettings.DEAD_LETTER_FILE_MAX_FILES)
                      .orElse(JsonLinesDeadLetterFile.DEFAULT_MAX_FILES));
      isOpen = true;
      return new LetterFile(file, claim);
    } finally {
      if (!isOpen) {
        release(claim);
      }
    }
  }

  /** As for journals: the directory of all destinations is made, for its owner alone. */
  private static void makeDirectory(@Nullable Path directory) throws IOException {
    if (directory == null || Files.isDirectory(directory)) {
      return;
    }
    boolean knowsModes = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownersAlone =
        knowsModes
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(directory, ownersAlone);
  }

  private static Path claim(Path path, String destination) {
    Path claim = Place.identity(path);
    synchronized (CLAIMED) {
      CLAIMED.forEach(
          (other, owner) -> {
            if (Place.shareFiles(claim, other)) {
              throw new IllegalArgumentException(
                  "the destination "
                      + LogText.id(owner)
                      + " writes its dead letters there, and is still open in this process; close"
                      + " its publisher first, or name another file");
            }
          });
      CLAIMED.put(claim, destination);
    }
    return claim;
  }

  private static void release(Path claim) {
    synchronized (CLAIMED) {
      CLAIMED.remove(claim);
    }
  }

  @Override
  public void handle(DeadLetter deadLetter) {
    file.handle(deadLetter);
  }

  @Override
  public void sync() {
    file.sync();
  }

  @Override
  public Optional<DeadLetterSource> source() {
    return file.source();
  }

  /** Idempotent: the claim may be another's already. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      file.close();
      release(claim);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
