package io.github.maestroevents.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.testcontainers.utility.DockerImageName;

/**
 * Makes an engine fetch an image that it does not have, for as long as it makes progress.
 * Testcontainers would ask again and again for two minutes.
 */
final class ImageFetch extends ResultCallback.Adapter<PullResponseItem> {

  /** An engine that cannot reach a registry says so in less. */
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

  private final BlockingQueue<Progress> progress = new LinkedBlockingQueue<>();

  private ImageFetch() {}

  /** Why the engine has no such image; empty when it has, perhaps by now. */
  static Optional<String> obstacle(DockerClient engine, DockerImageName image) {
    return obstacle(engine, image, LONGEST_STANDSTILL);
  }

  static Optional<String> obstacle(
      DockerClient engine, DockerImageName image, Duration longestStandstill) {
    try {
      if (has(engine, image)) {
        return Optional.empty();
      }
      return fetch(engine, image, longestStandstill)
          .map(reason -> "the Docker engine cannot get the image " + image + ": " + reason);
    } catch (IOException | RuntimeException e) {
      return Optional.of("the Docker engine does not tell of the image " + image + ": " + e);
    }
  }

  private static boolean has(DockerClient engine, DockerImageName image) {
    try {
      return engine.inspectImageCmd(image.asCanonicalNameString()).exec() != null;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static Optional<String> fetch(
      DockerClient engine, DockerImageName image, Duration longestStandstill) throws IOException {
    try (ImageFetch fetch =
        engine
            .pullImageCmd(image.getUnversionedPart())
            .withTag(image.getVersionPart())
            .exec(new ImageFetch())) {
      return fetch.awaitEnd(longestStandstill);
    }
  }

  private Optional<String> awaitEnd(Duration longestStandstill) {
    try {
      Progress last;
      do {
        last = progress.poll(longestStandstill.toMillis(), TimeUnit.MILLISECONDS);
      } while (last != null && !last.isEnd());
      return last == null ? Optional.of("no progress for " + longestStandstill) : last.failure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public void onNext(PullResponseItem item) {
    super.onNext(item);
    boolean failed = item.isErrorIndicated() && item.getErrorDetail() != null;
    progress.add(failed ? Progress.failed(item.getErrorDetail().getMessage()) : Progress.GOING_ON);
  }

  @Override
  public void onError(Throwable failure) {
    super.onError(failure);
    progress.add(Progress.failed(failure.toString().strip()));
  }

  @Override
  public void onComplete() {
    super.onComplete();
    progress.add(Progress.DONE);
  }

  private record Progress(boolean isEnd, Optional<String> failure) {

    static final Progress GOING_ON = new Progress(false, Optional.empty());
    static final Progress DONE = new Progress(true, Optional.empty());

    static Progress failed(String reason) {
      return new Progress(true, Optional.of(reason));
    }
  }
}
