package io.github.maestroevents.benchmarks.sqs;

import org.HdrHistogram.Histogram;

/**
 * What a contender did in one round.
 *
 * @param events acknowledged
 * @param requests made for them, counted where the SDK hands them to HTTP, retries included
 * @param nanos from the first call to the last acknowledgement
 * @param cpuNanos of this JVM, all threads, meanwhile
 * @param callNanos how long each call took on the caller's thread, without waiting for its turn
 */
record Lap(int events, long requests, long nanos, long cpuNanos, Histogram callNanos) {

  double eventsPerSecond() {
    return events * 1e9 / nanos;
  }

  double cpuMicrosPerEvent() {
    return cpuNanos / 1e3 / events;
  }

  double requestsPerThousandEvents() {
    return requests * 1e3 / events;
  }

  double eventsPerRequest() {
    return (double) events / requests;
  }
}
