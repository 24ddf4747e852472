package io.github.maestroevents.kafka.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class NetworkThreadTest {

  @Test
  void thread_hasEnded_onceItsProducerIsClosed() {
    Set<Thread> before = NetworkThread.all();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      NetworkThread thread = NetworkThread.of(producer, before);
      assertThat(thread.hasEnded()).isFalse();

      producer.close(Duration.ofSeconds(30));

      assertThat(thread.hasEnded()).isTrue();
    }
  }

  @Test
  void thread_hasEnded_whenItHadBeforeAnybodyLooked() {
    Set<Thread> before = NetworkThread.all();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.close(Duration.ofSeconds(30));

      assertThat(NetworkThread.of(producer, before).hasEnded()).isTrue();
    }
  }

  @Test
  void thread_countsAsRunning_whenAnotherOfKafkasMayBeIt() throws InterruptedException {
    Set<Thread> before = NetworkThread.all();
    CountDownLatch over = new CountDownLatch(1);
    Thread renamed = new Thread(() -> awaitQuietly(over), "Kafka-sender-1");
    renamed.start();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.close(Duration.ofSeconds(30));

      assertThat(NetworkThread.of(producer, before).hasEnded()).isFalse();
    } finally {
      over.countDown();
      renamed.join();
    }
  }

  private static void awaitQuietly(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", "127.0.0.1:1"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
