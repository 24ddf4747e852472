package io.github.maestroevents.testbeds.kafka;

import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** Creates topics that can be written to at once. */
public final class KafkaTopics {

  /** Within this a cluster does what it is asked, on a machine that has other things to do. */
  static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Admin admin;

  /** Through a client that the caller owns. */
  public KafkaTopics(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates a topic, replicated as far as the cluster goes, and returns when it has leaders.
   *
   * @throws IllegalStateException if the cluster does not, with its reason
   * @throws AssertionError if there are no leaders in time
   */
  public void create(String topic, int partitions, Map<String, String> configs) {
    NewTopic newTopic =
        new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs);
    get(admin.createTopics(List.of(newTopic)).all());
    Await.until("leaders of " + topic, DEADLINE, () -> hasLeaders(topic));
  }

  private boolean hasLeaders(String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .flatMap(description -> description.partitions().stream())
        .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The cluster did not do as asked", e);
    }
  }
}
