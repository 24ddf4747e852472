/**
 * What guards and carries the page when the JDK's server serves it: threads, sessions, addresses.
 */
@NullMarked
package io.github.maestroevents.status.internal.http;

import org.jspecify.annotations.NullMarked;
