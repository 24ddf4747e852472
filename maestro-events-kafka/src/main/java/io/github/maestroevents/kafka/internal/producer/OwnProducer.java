package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.kafka.internal.config.BootstrapServers;
import io.github.maestroevents.kafka.internal.config.ClientClasses;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.verdict.KafkaFailure;
import io.github.maestroevents.kafka.internal.verdict.ProducerStoppedException;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A producer of our own, replaced when it fails for good. Made on the thread that builds the
 * publisher, remade on the helper thread, used by any.
 */
final class OwnProducer implements ProducerSource {

  private static final SafeLogger log = SafeLogger.of(OwnProducer.class);

  private final Map<String, Object> config;
  private final HelperThread helper;
  private final ProducerWatch watch;
  // All guarded by this; current is also read without it, to see the latest session or none.
  private volatile @Nullable ProducerSession current;
  private boolean resting;
  private boolean closed;
  private int replaced;

  /**
   * Makes the first producer.
   *
   * @throws KafkaException if Kafka's client refuses the configuration. A bootstrap address that
   *     cannot be resolved is no mistake in the configuration but an outage, which may pass
   */
  OwnProducer(Map<String, Object> config, HelperThread helper) {
    this.config = config;
    this.helper = helper;
    this.watch = new ProducerWatch(helper, this, ProducerDefaults.longestAnswer(config));
    try {
      current = made();
    } catch (KafkaException e) {
      if (!BootstrapServers.saysNoneResolves(e)) {
        throw e;
      }
      log.warn(
          "No name in bootstrap.servers={} has an address. The names are looked up again for each"
              + " batch",
          brokers());
    }
  }

  @Override
  public String brokers() {
    return BootstrapServers.shown(config.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  private ProducerSession made() {
    return ClientClasses.call(() -> ProducerSession.start(config, brokers(), watch));
  }

  @Override
  public @Nullable ProducerSession current() {
    ProducerSession session = current;
    if (session != null && !session.isAlive()) {
      ProducerStoppedException ended = ProducerStoppedException.networkThreadEnded();
      discard(session, ended);
      session.abandon(ended);
      return current;
    }
    return session;
  }

  @Override
  public @Nullable ProducerSession renew() {
    ProducerSession inUse = current();
    synchronized (this) {
      if (inUse != null || resting || closed) {
        return current;
      }
      // One attempt a second is enough for what takes a person to mend, and each costs a
      // connection.
      resting = true;
      helper.run(this::rested, Duration.ofSeconds(1));
    }
    ProducerSession made = made();
    synchronized (this) {
      if (!closed) {
        current = made;
        return made;
      }
    }
    ProducerCloser.closeNow(made.producer());
    return null;
  }

  private synchronized void rested() {
    resting = false;
  }

  @Override
  public void discard(ProducerSession broken, Exception why) {
    String what =
        why instanceof ProducerStoppedException ? "has stopped working" : "failed for good";
    if (takeOut(broken, what, why)) {
      ProducerCloser.closeNow(broken.producer());
    }
  }

  @Override
  public void abort(ProducerSession expiring, Exception why) {
    if (takeOut(
        expiring, "failed to deliver an event while it had a later one of the same key", why)) {
      // On the client's own thread this stops it before its next request, and does not wait for it.
      expiring.producer().close(Duration.ZERO);
    }
  }

  private synchronized boolean takeOut(ProducerSession session, String what, Exception why) {
    if (current != session || closed) {
      return false;
    }
    current = null;
    replaced++;
    if (Integer.bitCount(replaced) == 1) {
      // The 1st, 2nd, 4th … time: it may go on for hours, until somebody mends what is broken.
      log.warn(
          "The Kafka producer to {} {} and is replaced. Its events are retried. Producers replaced so"
              + " far: {}. Cause: {}",
          brokers(),
          what,
          replaced,
          words(why));
    }
    return true;
  }

  private static String words(Exception why) {
    return why instanceof ProducerStoppedException
        ? String.valueOf(why.getMessage())
        : KafkaFailure.named(why);
  }

  @Override
  public void close(Duration timeout) {
    ProducerSession last;
    synchronized (this) {
      closed = true;
      last = current;
      current = null;
    }
    if (last != null) {
      ProducerCloser.closeAndWait(last.producer(), timeout);
      // A client that works has told of everything by now.
      last.abandon(new PublisherClosedException("The publisher was closed"));
    }
  }
}
