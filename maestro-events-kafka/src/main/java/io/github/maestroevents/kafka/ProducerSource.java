package io.github.maestroevents.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the producer comes from: made and remade by us, or supplied by the host. Thread-safe. */
sealed interface ProducerSource permits OwnProducer, SuppliedProducer {

  /** The producer now in use, or null while there is none. Never blocks. */
  @Nullable ProducerSession current();

  /** The producer in use, made if need be. May take a while: for the helper thread alone. */
  @Nullable ProducerSession renew();

  /** Takes a producer out of use because of what it said. Returns at once. */
  void discard(ProducerSession broken, Exception why);

  /** Gives the producer up, waiting for what it still sends; no longer than told. Idempotent. */
  void close(Duration timeout);
}
