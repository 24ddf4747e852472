/**
 * What it takes to test a publisher, or a host that uses one: the rules every publisher keeps, as
 * JUnit tests, and fakes that misbehave on demand.
 *
 * <p>Start at {@link io.github.maestroevents.testkit.NotificationPublisherContract} to test a
 * publisher of your own, at {@link io.github.maestroevents.testkit.RecordingPublisher} to test a
 * host.
 */
@NullMarked
package io.github.maestroevents.testkit;

import org.jspecify.annotations.NullMarked;
