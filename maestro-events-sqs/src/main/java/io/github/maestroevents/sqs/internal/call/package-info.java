/**
 * A batch on its way: packed into requests, made on threads of their own, answered message by
 * message, and what each failure means. Start at {@code BatchDelivery}.
 */
@NullMarked
package io.github.maestroevents.sqs.internal.call;

import org.jspecify.annotations.NullMarked;
