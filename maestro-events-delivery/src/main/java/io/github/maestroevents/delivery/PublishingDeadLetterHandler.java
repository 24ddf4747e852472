package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters to another destination, with the attributes of the event and its history.
 *
 * <p>When the queue of that destination is full, the calling thread waits for room, for {@link
 * #LONGEST_WAIT} at most, also if it is interrupted. When there is none by then, the letter is
 * logged instead, and so are all that follow, without a wait, until there is room again. A letter
 * for a publisher that is closed is logged at once. Any thread.
 */
public final class PublishingDeadLetterHandler implements DeadLetterHandler {

  /** How long the delivery thread waits for room before letters are logged: 5 s. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** What says how much was cut off. */
  private static final int NOTICE_CHARS = 20;

  private static final int MAX_CAUSE_CHARS = 500;

  /** What the host gave: the publisher, or the one that is wrapped. */
  private final MaestroNotificationPublisher given;

  private final Patience patience;

  /** Null until a publisher is started whose letters it takes. Set once, before it takes any. */
  private volatile @Nullable NonBlockingNotificationPublisher publisher;

  /**
   * Sends dead letters to this publisher, which is closed with the handler: see {@link
   * #borrowed()}.
   */
  public PublishingDeadLetterHandler(NonBlockingNotificationPublisher publisher) {
    this(publisher, DeliveryClock.system());
  }

  PublishingDeadLetterHandler(MaestroNotificationPublisher given, DeliveryClock clock) {
    this.given = given;
    this.patience = new Patience(LONGEST_WAIT, clock);
    this.publisher = given instanceof NonBlockingNotificationPublisher known ? known : null;
  }

  /** Sends dead letters to this publisher, wrapped unless it is non-blocking already. */
  static PublishingDeadLetterHandler to(MaestroNotificationPublisher publisher) {
    return new PublishingDeadLetterHandler(publisher, DeliveryClock.system());
  }

  /** What is closed with it, and known by identity: the publisher as the host gave it. */
  MaestroNotificationPublisher given() {
    return given;
  }

  /** Wraps and starts what the host gave, unless it is started already. */
  synchronized void start() {
    if (publisher == null) {
      publisher = NonBlockingNotificationPublisher.builder(given).name("dead-letters").build();
    }
  }

  private NonBlockingNotificationPublisher publisher() {
    return requireNonNull(publisher, "started");
  }

  @Override
  public void handle(DeadLetter deadLetter) {
    Map<String, String> attributes = attributes(deadLetter);
    try {
      boolean taken =
          patience.tryUntilOver(() -> !publisher().isFull() && offer(deadLetter, attributes));
      if (taken || offer(deadLetter, attributes)) { // the second counts there as refused
        return;
      }
    } catch (PublisherClosedException ended) {
      // logged, as below
    }
    DeadLetterHandler.logging().handle(deadLetter);
  }

  private boolean offer(DeadLetter deadLetter, Map<String, String> attributes) {
    try {
      return publisher().offer(deadLetter.event(), attributes) != Intake.Offer.DROPPED;
    } catch (PublisherOverloadedException full) {
      return false;
    }
  }

  private static Map<String, String> attributes(DeadLetter deadLetter) {
    Map<String, String> attributes = LetterAttributes.of(deadLetter.attributes());
    attributes.putAll(history(deadLetter));
    return attributes;
  }

  private static Map<String, String> history(DeadLetter deadLetter) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("dlqdestination", deadLetter.destination());
    attributes.put("dlqreason", deadLetter.reason().name());
    attributes.put("dlqcause", cause(deadLetter.cause()));
    attributes.put("dlqattempts", Integer.toString(deadLetter.attempts()));
    put(attributes, "dlqfirsttime", deadLetter.firstAttempt());
    put(attributes, "dlqlasttime", deadLetter.time());
    return attributes;
  }

  private static void put(Map<String, String> attributes, String name, @Nullable Instant time) {
    if (time != null) {
      attributes.put(name, time.toString());
    }
  }

  private static String cause(Throwable thrown) {
    String text = LogText.of(thrown);
    return text.length() <= MAX_CAUSE_CHARS
        ? text
        : LogText.bounded(text, MAX_CAUSE_CHARS - NOTICE_CHARS);
  }

  /**
   * Closes the publisher and waits until it has delivered what it took, at most for its close
   * timeout and {@link NonBlockingNotificationPublisher#CLOSE_GRACE}, also if interrupted.
   */
  @Override
  public void close() {
    NonBlockingNotificationPublisher started = publisher;
    if (started != null) {
      started.closeUninterruptibly();
    }
  }

  /** How long a publisher whose letters it takes may have to wait for it at the end. */
  long closeNanos() {
    return LONGEST_WAIT.toNanos() + publisher().closeNanos();
  }

  @Override
  public String toString() {
    return publisher == null ? "to " + given : "to " + publisher().name();
  }
}
