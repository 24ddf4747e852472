package io.github.maestroevents.testbeds.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaClusterTest {

  @Test
  void node_keepsItsRecordsAndPorts_throughKill9AndRestart() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.createTopic("events", 1);
      assertThat(send(kafka, "events").offset()).isZero();

      kafka.node(1).kill9();
      assertThat(kafka.node(1).isAlive()).isFalse();
      kafka.restart(1);

      assertThat(send(kafka, "events").offset()).isEqualTo(1);
    }
  }

  @Test
  void node_answersNothingWhileSuspended_andGoesOnWhenResumed() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.node(1).suspend();
      assertThat(kafka.node(1).isAlive()).isTrue();
      assertThatThrownBy(
              () -> kafka.admin().describeCluster().nodes().get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);

      kafka.node(1).resume();

      kafka.awaitReady();
    }
  }

  @Test
  void node_isReachedThroughItsProxy_whenBuiltBehindProxies() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.builder().behindProxies().start()) {
      kafka.createTopic("events", 1);

      assertThat(send(kafka, "events").offset()).isZero();

      assertThat(kafka.bootstrapServers()).endsWith(":" + kafka.proxy(1).port());
    }
  }

  @Test
  void cluster_servesWithOneOfThreeNodesKilled() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(3).start()) {
      kafka.createTopic("events", 3);
      send(kafka, "events");

      kafka.node(2).kill9();

      send(kafka, "events");
      Await.until(
          "three replicas of each partition, told by a node that lives",
          Duration.ofSeconds(60),
          () -> partitions(kafka, "events").stream().allMatch(p -> p.replicas().size() == 3));
    }
  }

  @Test
  void start_showsWhatTheBrokerPrinted_whenItDoesNotStart() {
    assertThatThrownBy(
            () -> KafkaCluster.builder().brokerProperty("num.io.threads", "none").start())
        .hasMessageContaining("num.io.threads");
  }

  @Test
  void broker_endsWithItsStandardInput() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.node(1).closeStandardInput();

      Await.until("the broker to halt", Duration.ofSeconds(20), () -> !kafka.node(1).isAlive());
    }
  }

  /** Through a client of its own: one that has seen the killed node may go on asking that one. */
  private static List<TopicPartitionInfo> partitions(KafkaCluster kafka, String topic)
      throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin
          .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(10_000))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions();
    }
  }

  private static RecordMetadata send(KafkaCluster kafka, String topic) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 30_000);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, new byte[] {1})).get(30, TimeUnit.SECONDS);
    }
  }
}
