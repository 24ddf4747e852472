package io.github.maestroevents.webhook.internal.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes exchanges, each with one deadline from the first look at the name to the last byte of the
 * answer. Thread-safe. {@link #post} may block while a name is resolved; its callback comes once,
 * on a thread of the client, the timer's, or the caller's.
 */
public final class Exchanges implements AutoCloseable {

  private static final TimeValue END_WITHIN = TimeValue.ofMilliseconds(500);

  private final CloseableHttpAsyncClient client;
  private final WebhookThreads threads;
  private final Duration deadline;
  private final Redirects redirects;

  /** Starts the client's threads; nothing is asked of anybody. */
  public Exchanges(ClientSettings settings, WebhookThreads threads) {
    this.threads = threads;
    this.deadline = settings.requestTimeout();
    this.redirects = settings.redirects();
    client = ClientFactory.of(settings, WebhookThreads.factory("maestro-events-webhook-io"));
    client.start();
  }

  /** Hears what came of an exchange: an answer or a failure. */
  @FunctionalInterface
  public interface Callback {

    /** Exactly one of the two is there. */
    void done(@Nullable Answer answer, @Nullable Throwable failure);
  }

  /** Sends a request, and sends it on where its answer leads elsewhere and that is allowed. */
  public void post(OutgoingRequest request, Callback callback) {
    Exchange exchange = new Exchange(request, callback);
    exchange.alarm = threads.alarm(exchange::expire, deadline);
    begin(exchange);
  }

  private void begin(Exchange exchange) {
    BasicHttpRequest head = new BasicHttpRequest(Method.POST, exchange.request.uri());
    exchange.request.allHeaders().forEach(head::setHeader);
    BasicRequestProducer producer =
        new BasicRequestProducer(head, new BasicAsyncEntityProducer(exchange.request.body(), null));
    try {
      exchange.begun(
          client.execute(
              producer, new AnswerConsumer(), null, HttpClientContext.create(), exchange));
    } catch (RuntimeException e) { // of the client
      exchange.failed(e);
    }
  }

  private boolean sendsOn(Exchange exchange, Answer answer) {
    Optional<URI> next = redirects.next(exchange.request.uri(), answer, exchange.hops);
    if (next.isEmpty()) {
      return false;
    }
    exchange.hops++;
    exchange.request = exchange.request.to(next.get());
    try {
      threads.run(() -> begin(exchange)); // not here: a name may have to be resolved
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /**
   * Ends every exchange and connection, and the client's threads. Blocks for half a second at most:
   * a client that is torn down while its threads work logs their errors.
   */
  @Override
  public void close() {
    client.initiateShutdown();
    try {
      client.awaitShutdown(END_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.close(CloseMode.IMMEDIATE);
    }
  }

  /** One exchange; whoever ends it first, wins. */
  private final class Exchange implements FutureCallback<Answer> {

    // Both are changed between two requests alone, of which one follows from the other.
    private OutgoingRequest request;
    private int hops;
    private final Callback callback;
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicReference<@Nullable Future<?>> running = new AtomicReference<>();

    // Written before the exchange begins, by the thread that begins it.
    private volatile @Nullable Future<?> alarm;

    Exchange(OutgoingRequest request, Callback callback) {
      this.request = request;
      this.callback = callback;
    }

    void begun(Future<?> exchange) {
      running.set(exchange);
      if (done.get()) {
        exchange.cancel(true); // its time was over before it had begun
      }
    }

    void expire() {
      Future<?> exchange = running.get();
      try {
        if (exchange != null) {
          exchange.cancel(true); // closes the connection
        }
      } finally {
        end(null, new TimeoutException("No whole answer in time"));
      }
    }

    @Override
    public void completed(Answer answer) {
      if (done.get() || !sendsOn(this, answer)) {
        end(answer, null);
      }
    }

    @Override
    public void failed(Exception failure) {
      if (failure instanceof LongAnswerException tooLong) {
        end(tooLong.answer(), null);
      } else {
        end(null, failure);
      }
    }

    @Override
    public void cancelled() {
      end(null, new TimeoutException("Cancelled"));
    }

    private void end(@Nullable Answer answer, @Nullable Throwable failure) {
      if (!done.compareAndSet(false, true)) {
        return;
      }
      Future<?> timer = alarm;
      if (timer != null) {
        timer.cancel(false);
      }
      callback.done(answer, failure);
    }
  }
}
