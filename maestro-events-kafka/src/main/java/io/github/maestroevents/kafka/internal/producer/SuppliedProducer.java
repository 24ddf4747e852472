package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.verdict.KafkaFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;

/** A producer of the host's, which cannot be replaced when it fails for good. */
public final class SuppliedProducer implements ProducerSource {

  private static final SafeLogger log = SafeLogger.of(SuppliedProducer.class);

  private final ProducerSession session;
  private final boolean closesIt;
  private final AtomicBoolean reported = new AtomicBoolean();

  public SuppliedProducer(Producer<byte[], byte[]> producer, boolean closesIt) {
    this.session = ProducerSession.ofHost(producer, brokers());
    this.closesIt = closesIt;
  }

  @Override
  public String brokers() {
    return "the host's producer";
  }

  @Override
  public ProducerSession current() {
    return session;
  }

  @Override
  public ProducerSession renew() {
    return session;
  }

  @Override
  public void discard(ProducerSession broken, Exception why) {
    if (reported.compareAndSet(false, true)) {
      log.warn(
          "The host's Kafka producer takes no records any more. Its events are retried until the host"
              + " makes a new producer and a new publisher. Cause: {}",
          KafkaFailure.named(why));
    }
  }

  /** Nothing: the producer may be in use elsewhere in the host. */
  @Override
  public void abort(ProducerSession expiring, Exception why) {}

  @Override
  public void close(Duration timeout) {
    if (closesIt) {
      ProducerCloser.closeAndWait(session.producer(), timeout);
    }
  }
}
