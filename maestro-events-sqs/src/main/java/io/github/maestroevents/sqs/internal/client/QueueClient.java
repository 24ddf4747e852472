package io.github.maestroevents.sqs.internal.client;

import io.github.maestroevents.sqs.internal.message.QueueMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An AWS SDK, as far as this publisher needs one: the seam between the publisher, which knows
 * events, order and outcomes, and the two SDKs, which know requests. Thread-safe.
 */
public interface QueueClient extends AutoCloseable {

  /**
   * Sends one {@code SendMessageBatch}. Called on a request thread and may block it, at most for
   * the timeout.
   *
   * @param messages at least one, within the limits of a request
   * @param timeout for the whole call, the client's own retries included
   * @return what SQS answered for each message, or the exception of the SDK
   */
  CompletionStage<List<EntryAnswer>> send(List<QueueMessage> messages, Duration timeout);

  /** What an exception of this SDK says about a request. */
  RequestFailure explain(Throwable failure);

  /**
   * Whether the client makes no attempts of its own after the first, so that a refusal says that
   * nothing was stored. A client that does may have stored what its last attempt was refused.
   */
  boolean asksOnce();

  /** Releases the client, if the publisher owns it. Blocks for a few seconds at most. */
  @Override
  void close();

  /** The SDK, and whose client it is, for people. */
  @Override
  String toString();
}
