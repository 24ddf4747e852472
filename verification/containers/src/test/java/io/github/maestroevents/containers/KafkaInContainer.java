package io.github.maestroevents.containers;

import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.KafkaService;
import io.github.maestroevents.testbeds.kafka.KafkaTopics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** One Kafka node in a container. Suspended, all its processes stand still. */
public final class KafkaInContainer implements KafkaService {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final KafkaContainer container;
  private final Admin admin;
  private boolean suspended;

  private KafkaInContainer(KafkaContainer container) {
    this.container = container;
    this.admin = Admin.create(Map.of("bootstrap.servers", container.getBootstrapServers()));
  }

  /** A node that is ready. */
  @SuppressWarnings("resource") // the service closes it
  public static KafkaInContainer start() {
    KafkaContainer container =
        new KafkaContainer(Image.KAFKA.imageName())
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.start();
    return new KafkaInContainer(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void createTopic(String topic, int partitions, Map<String, String> configs) {
    new KafkaTopics(admin).create(topic, partitions, configs);
  }

  @Override
  public void suspend() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
    suspended = true;
  }

  @Override
  public void resume() {
    unpause();
    Await.until(
        "an answer of the container",
        DEADLINE,
        () -> !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty());
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    if (suspended) {
      unpause(); // or the engine would not end it
    }
    container.stop();
  }

  private void unpause() {
    container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
    suspended = false;
  }
}
