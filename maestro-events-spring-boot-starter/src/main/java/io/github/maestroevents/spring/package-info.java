/**
 * The library in a Spring Boot application: the keys {@code maestro.events.*} of its {@code
 * Environment} become a publisher, which is a bean and ends with the application. One jar serves
 * Spring Boot 3.5 and 4.
 *
 * <p>Start at {@link io.github.maestroevents.spring.MaestroEventsAutoConfiguration}. What cannot be
 * said in text, a {@link io.github.maestroevents.spring.MaestroEventsCustomizer} says.
 */
@NullMarked
package io.github.maestroevents.spring;

import org.jspecify.annotations.NullMarked;
