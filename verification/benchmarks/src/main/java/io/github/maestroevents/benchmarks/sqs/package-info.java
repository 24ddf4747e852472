/**
 * Ours against other ways to get events into an SQS queue. {@link
 * io.github.maestroevents.benchmarks.sqs.SqsRace} is the program.
 */
@NullMarked
package io.github.maestroevents.benchmarks.sqs;

import org.jspecify.annotations.NullMarked;
