package io.github.maestroevents.delivery;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.spi.LogText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends dead letters to another destination, with their history as attributes. */
public final class PublishingDeadLetterHandler implements DeadLetterHandler {

  private static final int MAX_CAUSE_CHARS = 500;

  private final NonBlockingNotificationPublisher publisher;

  public PublishingDeadLetterHandler(NonBlockingNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void handle(DeadLetter deadLetter) {
    try {
      if (publisher.offer(deadLetter.event(), history(deadLetter)) == Intake.Offer.DROPPED) {
        DeadLetterHandler.logging().handle(deadLetter);
      }
    } catch (PublisherOverloadedException | PublisherClosedException noRoom) {
      DeadLetterHandler.logging().handle(deadLetter);
    }
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
    return text.length() <= MAX_CAUSE_CHARS ? text : text.substring(0, MAX_CAUSE_CHARS);
  }

  @Override
  public void close() {
    publisher.close();
  }

  @Override
  public String toString() {
    return "to " + publisher.name();
  }
}
