/** A receiver of webhooks in one file. Start at {@code WebhookReceiver}. */
@NullMarked
package io.github.maestroevents.examples.webhook;

import org.jspecify.annotations.NullMarked;
