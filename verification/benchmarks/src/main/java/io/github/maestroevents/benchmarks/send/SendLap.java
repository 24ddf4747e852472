package io.github.maestroevents.benchmarks.send;

import com.sun.management.ThreadMXBean;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Laps of {@code send} under MEMORY with every setting at its default. Each build loads this class
 * anew, so that the compiler treats both alike; it uses only what every build has.
 *
 * <p>A lap tells three figures: nanoseconds a call in bursts, the median burst; nanoseconds of a
 * single call at p99.9, with two readings of the clock; bytes that a call allocates.
 */
public final class SendLap implements Supplier<double[]>, AutoCloseable {

  private static final int BURST = 256;
  private static final int BURSTS = 400;
  private static final long TIME = 1_795_410_812_982L;
  private static final long PAUSE_NANOS = 200_000;

  /** Many times what the delivery thread needs to tell its meters of a burst. */
  private static final long IDLE_NANOS = 1_000_000;

  private final AtomicLong arrived = new AtomicLong();
  private final MaestroEvent[] events = new MaestroEvent[BURST];
  private final NonBlockingNotificationPublisher publisher;
  private final boolean startsIdle;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long[] burstNanos = new long[BURSTS];
  private final long[] burstBytes = new long[BURSTS];
  private final long[] singleNanos = new long[BURSTS * BURST];
  private long sent;

  /** Starts a publisher; called by reflection in the class loader of a build. */
  public SendLap() {
    this(NonBlockingNotificationPublisher::wrap, false);
  }

  /**
   * Starts the publisher that is made of the sink.
   *
   * @param startsIdle whether a burst begins when the delivery thread is done with the burst
   *     before, and not as soon as that has arrived
   */
  SendLap(
      Function<BatchNotificationPublisher, NonBlockingNotificationPublisher> made,
      boolean startsIdle) {
    this.startsIdle = startsIdle;
    publisher = made.apply(new CountingSink());
    for (int i = 0; i < BURST; i++) {
      events[i] = event(i);
    }
  }

  private static MaestroEvent event(int number) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("sample-workflow")
        .workflowInstanceId(1)
        .workflowRunId(1)
        .stepId("step")
        .stepAttemptId(1)
        .workflowUuid("run-" + number % 32)
        .stepUuid("step-" + number)
        .clusterName("benchmark")
        .statusChangeRecords(
            List.of(new StatusChangeRecord(StepStatus.STARTING, StepStatus.RUNNING, TIME)))
        .syncTime(TIME)
        .sendTime(TIME)
        .build();
  }

  @Override
  public double[] get() {
    for (int burst = 0; burst < BURSTS; burst++) {
      awaitDelivered();
      burst(burst);
    }
    for (int burst = 0; burst < BURSTS; burst++) {
      awaitDelivered();
      singles(burst);
    }
    Arrays.sort(burstNanos);
    Arrays.sort(singleNanos);
    return new double[] {
      (double) burstNanos[BURSTS / 2] / BURST,
      singleNanos[(int) (singleNanos.length * 0.999)],
      (double) Arrays.stream(burstBytes).sum() / BURST / BURSTS
    };
  }

  private void burst(int burst) {
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    for (int i = 0; i < BURST; i++) {
      publisher.send(events[i]);
    }
    burstNanos[burst] = System.nanoTime() - start;
    burstBytes[burst] = threads.getCurrentThreadAllocatedBytes() - bytes;
    sent += BURST;
  }

  private void singles(int burst) {
    for (int i = 0; i < BURST; i++) {
      long start = System.nanoTime();
      publisher.send(events[i]);
      singleNanos[burst * BURST + i] = System.nanoTime() - start;
    }
    sent += BURST;
  }

  private void awaitDelivered() {
    while (arrived.get() < sent) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (startsIdle) {
      LockSupport.parkNanos(IDLE_NANOS);
    }
  }

  @Override
  public void close() {
    awaitDelivered();
    publisher.close();
  }

  private final class CountingSink implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      arrived.addAndGet(batch.size());
      return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(500);
    }
  }
}
