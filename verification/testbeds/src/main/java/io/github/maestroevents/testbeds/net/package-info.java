/**
 * Network faults without root: a proxy that delays, stalls, resets and loses what passes.
 *
 * <p>Start at {@link io.github.maestroevents.testbeds.net.TcpProxy}.
 */
@NullMarked
package io.github.maestroevents.testbeds.net;

import org.jspecify.annotations.NullMarked;
