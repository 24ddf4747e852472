package io.github.maestroevents.status;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterReading;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.KeptDeadLetter;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends the dead letters of one destination again through its publisher, some at a time, and notes
 * those whose fate is sealed before it takes the next: so a host that is killed sends at most those
 * in hand twice. Leaves half of the queue to the host's own events. Its own daemon thread runs it;
 * others read the figures.
 */
final class ResendRun {

  private static final SafeLogger LOG = SafeLogger.of(StatusPage.class);

  /** How many are with the publisher at most before the next are read. */
  static final int LETTERS_AT_ONCE = 500;

  /** A letter in hand is a line, what was read of it, and an event. */
  private static final long BYTES_AT_ONCE =
      Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 64);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final NonBlockingNotificationPublisher publisher;
  private final DeadLetterSource source;
  private final ResendFilter filter;
  private final long most;
  private final StatusUser user;
  private final StatusHistory history;

  // Written by the run's own thread, read by those that show the page.
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private volatile boolean running = true;
  private volatile String end = "";

  /** Down when an operator has stopped the run. */
  private final CountDownLatch stop = new CountDownLatch(1);

  // Of the run's own thread.
  private boolean closed;

  /**
   * @param most how many letters an operator has agreed to
   */
  ResendRun(
      NonBlockingNotificationPublisher publisher,
      DeadLetterSource source,
      ResendFilter filter,
      long most,
      StatusUser user,
      StatusHistory history) {
    this.publisher = publisher;
    this.source = source;
    this.filter = filter;
    this.most = most;
    this.user = user;
    this.history = history;
  }

  void start() {
    ResendThread.start(this::run);
  }

  void stop() {
    stop.countDown();
  }

  private boolean isStopped() {
    return closed || stop.getCount() == 0;
  }

  boolean isRunning() {
    return running;
  }

  /** As JSON: how far it is, or what came of it. */
  void write(Json json) {
    json.open('{').field("running", running).field("user", user.name()).field("count", most);
    json.field("sent", sent.get()).field("refused", refused.get());
    json.field("skipped", skipped.get());
    json.field("end", end).close('}');
  }

  private void run() {
    String told;
    try (DeadLetterReading reading = source.take()) {
      told = sendAll(reading);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      told = "Interrupted.";
    } catch (Throwable thrown) { // a file, or the host's filter; the page has to tell
      told = LogText.of(thrown);
    }
    end = told;
    LOG.info(
        "Dead letters of '{}' sent again for user '{}': {} delivered, {} refused, {} skipped. {}",
        LogText.id(history.destination().name()),
        LogText.id(user.name()),
        sent.get(),
        refused.get(),
        skipped.get(),
        told);
    running = false;
  }

  private String sendAll(DeadLetterReading reading) throws InterruptedException {
    long taken = 0;
    while (taken < most && !isStopped()) {
      List<InHand> some = take(reading, most - taken);
      if (some.isEmpty()) {
        break;
      }
      taken += some.size();
      settle(some, reading);
    }
    if (closed) {
      return "The publisher was closed.";
    }
    return stop.getCount() == 0 ? "Stopped." : "Done.";
  }

  /** A letter, and what becomes of its event. */
  private record InHand(KeptDeadLetter letter, CompletableFuture<DeliveryOutcome> outcome) {}

  /** Hands some to the publisher; empty at the end. */
  private List<InHand> take(DeadLetterReading reading, long limit) throws InterruptedException {
    List<InHand> some = new ArrayList<>();
    long bytes = 0;
    while (some.size() < Math.min(LETTERS_AT_ONCE, limit)
        && bytes < BYTES_AT_ONCE
        && !isStopped()) {
      KeptDeadLetter letter = reading.next();
      if (letter == null) {
        break;
      }
      if (!filter.matches(letter) || letter.isSentAgain()) {
        continue;
      }
      bytes += letter.bytes();
      some.add(new InHand(letter, submit(letter)));
    }
    return some;
  }

  private CompletableFuture<DeliveryOutcome> submit(KeptDeadLetter letter)
      throws InterruptedException {
    while (true) {
      awaitRoom();
      try {
        return publisher.resubmit(letter.event(), letter.attributes()).toCompletableFuture();
      } catch (PublisherOverloadedException full) {
        if (isStopped()) {
          return CompletableFuture.failedFuture(full);
        }
        pause();
      } catch (PublisherClosedException e) { // those in hand are still to be noted
        closed = true;
        return CompletableFuture.failedFuture(e);
      } catch (RuntimeException noEvent) { // or one that the journal does not take
        return CompletableFuture.failedFuture(noEvent);
      }
    }
  }

  /** Whoever sends today comes before what failed yesterday. */
  private void awaitRoom() throws InterruptedException {
    DeliveryStats stats = publisher.stats();
    while (!isStopped()
        && stats.queueCapacity() > 1
        && stats.queued() >= stats.queueCapacity() / 2) {
      pause();
      stats = publisher.stats();
    }
  }

  /** Until there may be room, or an operator stops the run. */
  private void pause() throws InterruptedException {
    boolean unused = stop.await(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until the fate of each is sealed, or an operator stops the run, and notes it. */
  private void settle(List<InHand> some, DeadLetterReading reading) throws InterruptedException {
    List<KeptDeadLetter> gone = new ArrayList<>();
    try {
      for (InHand one : some) {
        if (isGone(one.outcome())) {
          gone.add(one.letter());
        }
      }
    } finally {
      if (!gone.isEmpty()) {
        reading.sentAgain(gone, history.now());
      }
    }
  }

  /**
   * Whether the letter has done its duty. What is dead-lettered again has a new letter in its
   * place; what the run no longer waits for is in the publisher's care.
   */
  private boolean isGone(CompletableFuture<DeliveryOutcome> outcome) throws InterruptedException {
    while (true) {
      try {
        return count(outcome.get(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        if (isStopped()) {
          skipped.incrementAndGet();
          return true;
        }
      } catch (ExecutionException | CompletionException e) { // never accepted
        skipped.incrementAndGet();
        return false;
      }
    }
  }

  private boolean count(DeliveryOutcome outcome) {
    if (outcome instanceof DeliveryOutcome.Delivered) {
      sent.incrementAndGet();
      return true;
    }
    if (outcome instanceof DeliveryOutcome.Rejected rejected) {
      refused.incrementAndGet();
      return !(rejected.cause() instanceof PublisherOverloadedException)
          && !(rejected.cause() instanceof JournalFullException); // no letter was written
    }
    skipped.incrementAndGet(); // held back by the host's filter, or kept by the journal of a closed
    // publisher
    return outcome instanceof DeliveryOutcome.RetryLater;
  }
}
