/** Signatures as Standard Webhooks has them. Start at {@code Signer}. */
@NullMarked
package io.github.maestroevents.webhook.internal.signing;

import org.jspecify.annotations.NullMarked;
