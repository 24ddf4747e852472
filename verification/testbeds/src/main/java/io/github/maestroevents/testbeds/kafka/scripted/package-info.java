/**
 * A broker that refuses what a test wants refused, and checks the sequences of idempotent producers
 * as a real one does.
 *
 * <p>Start at {@link io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker}.
 */
@NullMarked
package io.github.maestroevents.testbeds.kafka.scripted;

import org.jspecify.annotations.NullMarked;
