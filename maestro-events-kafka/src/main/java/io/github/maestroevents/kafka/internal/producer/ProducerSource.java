package io.github.maestroevents.kafka.internal.producer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the producer comes from: made and remade by us, or supplied by the host. Thread-safe. */
public sealed interface ProducerSource permits OwnProducer, SuppliedProducer {

  /** The producer now in use, or null while there is none. Never blocks. */
  @Nullable ProducerSession current();

  /** The producer in use, made if need be. May take a while: for the helper thread alone. */
  @Nullable ProducerSession renew();

  /** Where the producer finds its brokers, for people. */
  String brokers();

  /** Takes a producer out of use because of what it said. Returns at once. */
  void discard(ProducerSession broken, Exception why);

  /**
   * Takes a producer out of use that has failed to deliver an event, before it can send a later
   * event of the same key that stands in a younger batch of the client. Called on the producer's
   * own thread, in the callback of the event; returns at once, and every event the producer still
   * holds is then called back as failed.
   */
  void abort(ProducerSession expiring, Exception why);

  /** Gives the producer up, waiting for what it still sends; no longer than told. Idempotent. */
  void close(Duration timeout);
}
