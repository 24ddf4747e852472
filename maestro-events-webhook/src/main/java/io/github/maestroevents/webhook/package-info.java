/**
 * Delivers events over HTTP, as CloudEvents, signed as Standard Webhooks. Start at {@code
 * WebhookNotificationPublisher}; a receiver written in Java starts at {@code WebhookVerifier}.
 */
@NullMarked
package io.github.maestroevents.webhook;

import org.jspecify.annotations.NullMarked;
