package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.status.internal.http.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends what is new to each reader, about once a second, as server-sent events. A reader that does
 * not take it for {@link #WRITE_LIMIT} loses the connection. The readers' own threads run this.
 */
final class LiveEvents {

  private static final Duration WRITE_LIMIT = Duration.ofSeconds(5);

  /** The browser comes back at once, and has to say again who it is. */
  private static final int MAX_EVENTS = 900;

  private final Semaphore places;
  private final Duration interval;
  private final ServerThreads threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  LiveEvents(int places, Duration interval, ServerThreads threads) {
    this.places = new Semaphore(places);
    this.interval = interval;
    this.threads = threads;
  }

  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  /** How many more readers may come. */
  int free() {
    return places.availablePermits();
  }

  /** Blocks until the reader has gone, or was told for a quarter of an hour, or the server ends. */
  void write(OutputStream out, Watching watching) throws IOException {
    try {
      int sent = 0;
      do {
        threads.mayTake(WRITE_LIMIT);
        out.write(("data: " + watching.next() + "\n\n").getBytes(UTF_8));
        out.flush();
        sent++;
        threads.mayTake(interval.plus(WRITE_LIMIT));
      } while (sent < MAX_EVENTS && !closed.await(interval.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  void close() {
    closed.countDown();
  }
}
