/** A real SQS server in this JVM, and queues that tests make and read. */
@NullMarked
package io.github.maestroevents.testbeds.sqs;

import org.jspecify.annotations.NullMarked;
