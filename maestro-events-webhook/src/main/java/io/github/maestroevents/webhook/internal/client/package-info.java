/** The HTTP client, where it may connect, and what it brings back. Start at {@code Exchanges}. */
@NullMarked
package io.github.maestroevents.webhook.internal.client;

import org.jspecify.annotations.NullMarked;
