package io.github.maestroevents.delivery.monitor;

/** Told when a destination's circuit opens, probes and closes. */
@FunctionalInterface
public interface CircuitListener {

  /**
   * Called on the delivery thread after each change. Must not block; what it throws is logged and
   * ignored.
   */
  void circuitChanged(CircuitState from, CircuitState to);
}
