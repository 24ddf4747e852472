package io.github.maestroevents.testbeds.sqs;

import org.jspecify.annotations.Nullable;

/**
 * An SQS server as tests see it, wherever it runs: what a test asks for here it can ask of one in
 * this JVM and of one in a container alike.
 */
public interface SqsService extends AutoCloseable {

  /**
   * A server that a class of tests is to run against: what its {@link AgainstSqs} names, else one
   * in this JVM.
   */
  static SqsService startFor(Class<?> tests) {
    @Nullable AgainstSqs other = tests.getAnnotation(AgainstSqs.class);
    if (other == null) {
      return SqsServer.start();
    }
    try {
      return other.value().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot start " + other.value() + " for " + tests, e);
    }
  }

  /** Makes queues and reads them; past every proxy. */
  SqsQueues queues();

  /** Ends the server; queues and messages are gone. */
  @Override
  void close();
}
