package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.verdict.ProducerStoppedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sees from beside whether a producer of our own still works, and has it replaced when it does not:
 * its thread has ended, or it has told nothing of an event for longer than its delivery timeout
 * allows. Looks once a second on the helper thread, and only while something is under way; counts
 * its looks rather than reading a clock, so that a machine that stood still is not taken for a
 * client that did.
 */
final class ProducerWatch {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** For the client's thread to come to it, and for a look to come a little early. */
  private static final long MARGIN_LOOKS = 2;

  private final HelperThread helper;
  private final OwnProducer source;
  private final Duration patience;
  private final Set<ProducerSession> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  // Counted by the helper thread; tells the others since when a batch is under way.
  private final AtomicLong looks = new AtomicLong();

  /**
   * @param patience the longest that the client may take for a record by its own settings
   */
  ProducerWatch(HelperThread helper, OwnProducer source, Duration patience) {
    this.helper = helper;
    this.source = source;
    this.patience = patience;
  }

  /** Called when the session is given a batch; returns how many looks there have been. */
  long begin(ProducerSession session) {
    watched.add(session);
    begin();
    return looks.get();
  }

  private void begin() {
    if (looking.compareAndSet(false, true)) {
      try {
        helper.run(this::look, LOOK);
      } catch (RejectedExecutionException closed) {
        // Whoever closes the publisher accounts for what is under way.
      } catch (Error noThread) { // no memory or no room for a thread: the next batch tries again
        looking.set(false);
        throw noThread;
      }
    }
  }

  private void look() {
    try {
      looks.incrementAndGet();
      watched.forEach(this::look);
    } finally {
      looking.set(false);
      if (!watched.isEmpty()) {
        begin();
      }
    }
  }

  private void look(ProducerSession session) {
    ProducerStoppedException trouble = trouble(session);
    if (trouble != null) {
      source.discard(session, trouble);
      session.abandon(trouble);
    }
    // In this order: who adds a batch in between finds the session gone, and adds it again.
    watched.remove(session);
    if (session.hasUnderWay()) {
      watched.add(session);
    }
  }

  private @Nullable ProducerStoppedException trouble(ProducerSession session) {
    if (!session.isAlive()) {
      return ProducerStoppedException.networkThreadEnded();
    }
    long mostLooks = patience.plus(LOOK).minusNanos(1).toSeconds() + MARGIN_LOOKS;
    return session.hasUnderWaySince(looks.get() - mostLooks)
        ? ProducerStoppedException.silent(patience)
        : null;
  }
}
