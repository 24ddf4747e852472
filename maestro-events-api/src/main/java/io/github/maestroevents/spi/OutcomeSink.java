package io.github.maestroevents.spi;

/**
 * Takes what became of each event of one batch, as soon as an adapter knows it.
 *
 * <p>Any thread may report, and several may at once. A report never blocks. The first report for an
 * event counts; later ones for the same event are ignored, because a client may both throw for an
 * event and call back for it.
 */
@FunctionalInterface
public interface OutcomeSink {

  /**
   * What became of one event.
   *
   * @param event its position in the batch, from 0
   * @param outcome never {@link DeliveryOutcome.Filtered}, which is not an adapter's to give
   * @throws IllegalArgumentException if the batch has no event at that position
   * @throws NullPointerException if {@code outcome} is null; the event stays without an outcome
   */
  void report(int event, DeliveryOutcome outcome);
}
