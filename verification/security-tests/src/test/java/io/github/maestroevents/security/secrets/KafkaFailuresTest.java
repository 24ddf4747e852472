package io.github.maestroevents.security.secrets;

import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Brokers, interceptors and selectors that quote what they were given when they fail. */
class KafkaFailuresTest {

  private static final String SAID = "refused \"" + Marked.TEXT + "\" of user:" + Marked.TEXT;

  static Stream<RuntimeException> failures() {
    RuntimeException cause = new IllegalStateException(SAID);
    return Stream.<Function<String, RuntimeException>>of(
            InvalidRecordException::new,
            RecordTooLargeException::new,
            SerializationException::new,
            InvalidTopicException::new,
            PolicyViolationException::new,
            UnknownServerException::new,
            TimeoutException::new,
            NotLeaderOrFollowerException::new,
            AuthenticationException::new,
            SaslAuthenticationException::new,
            SslAuthenticationException::new,
            AuthorizationException::new,
            TopicAuthorizationException::new,
            ClusterAuthorizationException::new,
            UnknownTopicOrPartitionException::new,
            UnsupportedVersionException::new,
            ProducerFencedException::new,
            KafkaException::new,
            IllegalStateException::new,
            IllegalArgumentException::new)
        .flatMap(
            made -> {
              RuntimeException failure = made.apply(SAID);
              failure.addSuppressed(new IllegalStateException(SAID));
              return Stream.of(failure, new KafkaException(SAID, failure));
            })
        .peek(failure -> failure.addSuppressed(cause));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void wordsOfTheBroker_areNotTold_whetherThrownOrReported(RuntimeException failure)
      throws Exception {
    try (Outputs outputs = new Outputs()) {
      for (How how : How.values()) {
        try (KafkaNotificationPublisher publisher =
            KafkaNotificationPublisher.builder("events")
                .producer(new Quoting(failure, how))
                .closeProducer()
                .metadataTimeout(Duration.ofMillis(50))
                .unknownTopicTimeout(Duration.ofMillis(1))
                .build()) {
          tell(publisher, outputs);
          tell(publisher, outputs);
        }
      }
      outputs.requireClean(failure.getClass().getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void wordsOfASelector_areNotTold(RuntimeException failure) throws Exception {
    try (Outputs outputs = new Outputs();
        KafkaNotificationPublisher publisher =
            KafkaNotificationPublisher.builder(
                    event -> {
                      throw failure;
                    })
                .bootstrapServers("127.0.0.1:9")
                .closeTimeout(Duration.ZERO)
                .build()) {
      tell(publisher, outputs);
      outputs.requireClean("a selector");
    }
  }

  private static void tell(KafkaNotificationPublisher publisher, Outputs outputs) throws Exception {
    List<DeliveryOutcome> outcomes =
        publisher
            .sendBatch(List.of(MarkedEvent.encoded()))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS)
            .outcomes();
    outcomes.forEach(outcome -> SqsSecretsTest.tell(outcome, outputs));
  }

  /** When a producer fails. */
  private enum How {
    THROWN,
    REPORTED,
    LOOKING,
    CLOSING
  }

  /** A producer that fails as it is told to. */
  private static final class Quoting extends MockProducer<byte[], byte[]> {

    private final RuntimeException failure;
    private final How how;

    Quoting(RuntimeException failure, How how) {
      super(
          cluster(),
          true,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
      this.failure = failure;
      this.how = how;
    }

    private static Cluster cluster() {
      Node node = new Node(1, "127.0.0.1", 9);
      Node[] nodes = {node};
      return new Cluster(
          "marked",
          List.of(node),
          List.of(new PartitionInfo("events", 0, node, nodes, nodes)),
          Set.of(),
          Set.of());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      if (how == How.THROWN) {
        throw failure;
      }
      if (how == How.REPORTED) {
        callback.onCompletion(null, failure);
      }
      return how == How.REPORTED
          ? CompletableFuture.failedFuture(failure)
          : super.send(record, callback);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      if (how == How.LOOKING) {
        throw failure;
      }
      return super.partitionsFor(topic);
    }

    @Override
    public void close(Duration timeout) {
      if (how == How.CLOSING) {
        throw failure;
      }
      super.close(timeout);
    }
  }
}
