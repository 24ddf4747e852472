package io.github.maestroevents.containers;

import com.github.dockerjava.api.DockerClient;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.ImageNameSubstitutor;

/** The Docker engine that Testcontainers finds, or the reason why it finds none. */
final class ContainerEngine {

  private ContainerEngine() {}

  /** Why no container can be made of an image; empty when one can, and then the engine has it. */
  static Optional<String> obstacleTo(Image image) {
    DockerClient engine;
    try {
      engine = DockerClientFactory.instance().client();
    } catch (RuntimeException e) {
      return Optional.of("no Docker engine answers at " + place() + ": " + e.getMessage());
    }
    // A mirror that Testcontainers is told of is asked here too.
    return ImageFetch.obstacle(engine, ImageNameSubstitutor.instance().apply(image.imageName()));
  }

  private static String place() {
    String host = System.getenv("DOCKER_HOST");
    return host == null ? "/var/run/docker.sock or where else Testcontainers looks" : host;
  }
}
