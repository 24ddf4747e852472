/**
 * A Spring Boot host with the library in it, the same for Boot 3 and 4.
 *
 * <p>Start at {@link io.github.maestroevents.verification.boot.BootHost}.
 */
package io.github.maestroevents.verification.boot;
