package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;

/**
 * Closes producers on a daemon thread of their own. {@code Producer.close(timeout)} keeps to its
 * timeout only for what is still to be sent; then it waits for the client's thread without a bound,
 * and that thread may be in a callback.
 */
final class ProducerCloser {

  private static final SafeLogger log = SafeLogger.of(ProducerCloser.class);

  /** What closing may take beyond its timeout before it is left to itself. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private ProducerCloser() {}

  /** Fails at once what the producer still holds. */
  static void closeNow(Producer<byte[], byte[]> producer) {
    CompletableFuture<Void> unused = start(producer, Duration.ZERO);
  }

  static void closeAndWait(Producer<byte[], byte[]> producer, Duration timeout) {
    CompletableFuture<Void> closed = start(producer, timeout);
    try {
      closed.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.warn("Interrupted while the Kafka producer closes. It goes on closing in the background");
    } catch (TimeoutException e) {
      log.warn(
          "The Kafka producer did not close within {}. It goes on closing in the background",
          timeout);
    } catch (ExecutionException e) {
      log.warn("The Kafka producer did not close cleanly", ForeignFailure.of(e));
    }
  }

  private static CompletableFuture<Void> start(
      Producer<byte[], byte[]> producer, Duration timeout) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Thread closer =
        Executors.defaultThreadFactory()
            .newThread(
                () -> {
                  try {
                    producer.close(timeout);
                    closed.complete(null);
                  } catch (RuntimeException | Error e) {
                    closed.completeExceptionally(e);
                  }
                });
    closer.setName("maestro-events-kafka-close");
    closer.setDaemon(true);
    closer.start();
    return closed;
  }
}
