package io.github.maestroevents.containers;

import com.github.dockerjava.api.DockerClient;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.ImageNameSubstitutor;

/** The Docker engine that Testcontainers finds, sought once. */
final class ContainerEngine {

  /** Testcontainers would wait for an engine that takes a connection and never answers. */
  private static final int PATIENCE_SECONDS = 20;

  // Not a constant: finding takes another thread, which would wait for this class to be there.
  private static @Nullable Optional<DockerClient> engine; // guarded by the class

  private ContainerEngine() {}

  /** Why no container can be made of an image; empty when one can, and then the engine has it. */
  static Optional<String> obstacleTo(Image image) {
    Optional<DockerClient> engine = engine();
    return engine.isEmpty()
        ? Optional.of(
            "no Docker engine answers at "
                + place()
                + "; for what was tried, turn the logger org.testcontainers on in logback-test.xml")
        // A mirror that Testcontainers is told of is asked here too.
        : ImageFetch.obstacle(
            engine.get(), ImageNameSubstitutor.instance().apply(image.imageName()));
  }

  private static synchronized Optional<DockerClient> engine() {
    if (engine == null) {
      engine = find();
    }
    return engine;
  }

  private static Optional<DockerClient> find() {
    FutureTask<DockerClient> answer =
        new FutureTask<>(() -> DockerClientFactory.instance().client());
    Thread asking = new Thread(answer, "container-engine");
    asking.setDaemon(true);
    asking.start();
    try {
      return Optional.of(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String place() {
    String host = System.getenv("DOCKER_HOST");
    return host == null ? "/var/run/docker.sock, nor where else Testcontainers looks" : host;
  }
}
