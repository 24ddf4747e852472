/**
 * Attacks that look for a secret or a payload where neither may be: messages, logs, {@code
 * toString}.
 */
@NullMarked
package io.github.maestroevents.security.secrets;

import org.jspecify.annotations.NullMarked;
