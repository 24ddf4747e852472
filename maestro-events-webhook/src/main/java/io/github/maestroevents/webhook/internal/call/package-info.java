/** Batches on their way, and what an answer means for them. Start at {@code BatchDelivery}. */
@NullMarked
package io.github.maestroevents.webhook.internal.call;

import org.jspecify.annotations.NullMarked;
