/**
 * The program that runs in a broker's own process, and the class path it needs there.
 *
 * <p>Entry type for launchers: {@link
 * io.github.maestroevents.testbeds.kafka.broker.BrokerClassPath}. It alone loads in a JVM without
 * the broker's jars.
 */
@NullMarked
package io.github.maestroevents.testbeds.kafka.broker;

import org.jspecify.annotations.NullMarked;
