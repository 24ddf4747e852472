package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.Fault.fault;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Ways to break the rules for every publisher. */
final class PublisherFaults {

  private PublisherFaults() {}

  /** A thread that is never ended, but that does not keep the tests alive. */
  private static Thread daemon(Runnable work) {
    Thread thread = Executors.defaultThreadFactory().newThread(work);
    thread.setDaemon(true);
    return thread;
  }

  static List<Fault> all() {
    return List.of(
        fault(
            "swallows null",
            "101",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public void send(MaestroEvent event) {
                    if (event != null) {
                      super.send(event);
                    }
                  }
                }),
        fault(
            "loses every fifth",
            "102 103 112 202 205 206 211 214 215 221",
            () ->
                new InMemoryPublisher() {
                  private final AtomicInteger count = new AtomicInteger();

                  @Override
                  DeliveryOutcome arrive(EncodedEvent event) {
                    return count.incrementAndGet() % 5 == 0
                        ? DeliveryOutcome.delivered()
                        : super.arrive(event);
                  }
                }),
        fault(
            "leaks a thread",
            "114",
            () ->
                new InMemoryPublisher() {
                  private final ExecutorService worker =
                      Executors.newSingleThreadExecutor(PublisherFaults::daemon);

                  @Override
                  public void send(MaestroEvent event) {
                    super.send(event);
                    worker.execute(() -> {});
                  }
                }),
        fault(
            "delivers a second time later",
            "102 111 113",
            () ->
                new InMemoryPublisher() {
                  private ReceivedEvent last = null;

                  @Override
                  DeliveryOutcome arrive(EncodedEvent event) {
                    last = received(event);
                    return super.arrive(event);
                  }

                  @Override
                  public void close() {
                    super.close();
                    if (last != null) {
                      destination.add(last);
                      last = null;
                    }
                  }
                }),
        fault(
            "fails when called concurrently",
            "103 112",
            () ->
                new InMemoryPublisher() {
                  private final AtomicInteger inside = new AtomicInteger();

                  @Override
                  public void send(MaestroEvent event) {
                    try {
                      if (inside.incrementAndGet() > 1) {
                        throw new ConcurrentModificationException();
                      }
                      LockSupport.parkNanos(1_000_000);
                      super.send(event);
                    } finally {
                      inside.decrementAndGet();
                    }
                  }
                }),
        fault(
            "eats the interrupt",
            "105",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public void send(MaestroEvent event) {
                    boolean unused = Thread.interrupted();
                    super.send(event);
                  }
                }),
        fault(
            "throws on second close",
            "111",
            () ->
                new InMemoryPublisher() {
                  private final AtomicInteger closes = new AtomicInteger();

                  @Override
                  public void close() {
                    super.close();
                    if (closes.incrementAndGet() == 2) {
                      throw new IllegalStateException("already closed");
                    }
                  }
                }),
        fault(
            "accepts after close",
            "113 223 224",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult afterClose(List<EncodedEvent> batch) {
                    return arrive(batch);
                  }
                }));
  }
}
