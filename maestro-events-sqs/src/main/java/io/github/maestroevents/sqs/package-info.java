/**
 * Delivers events to an Amazon SQS queue, standard or FIFO, over either AWS SDK for Java. Start at
 * {@code SqsNotificationPublisher}.
 */
@NullMarked
package io.github.maestroevents.sqs;

import org.jspecify.annotations.NullMarked;
