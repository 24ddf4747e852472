/** The two AWS SDKs behind one seam, and where their requests go. Start at {@code QueueClient}. */
@NullMarked
package io.github.maestroevents.sqs.internal.client;

import org.jspecify.annotations.NullMarked;
