/**
 * An event as a message of a queue: body, attributes, message group, deduplication id. Start at
 * {@code MessageForm}.
 */
@NullMarked
package io.github.maestroevents.sqs.internal.message;

import org.jspecify.annotations.NullMarked;
