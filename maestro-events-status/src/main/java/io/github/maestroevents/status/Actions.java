package io.github.maestroevents.status;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What operators do to destinations: each action is for the publisher that its history tells of,
 * never for another one of the same name, and is logged with its user. Any thread.
 */
final class Actions {

  private static final SafeLogger LOG = SafeLogger.of(StatusPage.class);
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

  /** The host keeps them; a page must not keep what the host has closed and forgotten. */
  private final List<WeakReference<DeliveringPublisher>> publishers = new CopyOnWriteArrayList<>();

  private final Resends resends = new Resends();

  void add(DeliveringPublisher publisher) {
    publishers.removeIf(known -> known.get() == null);
    publishers.add(new WeakReference<>(publisher));
  }

  boolean mayActOn(StatusHistory history) {
    return !history.hasEnded() && find(history) != null;
  }

  /** Whether its dead letters can be read again. */
  boolean mayResend(StatusHistory history) {
    NonBlockingNotificationPublisher publisher = find(history);
    return publisher != null && Resends.source(publisher).isPresent();
  }

  Resends resends() {
    return resends;
  }

  StatusAnswer run(StatusHistory history, StatusRequest request, StatusUser user) {
    NonBlockingNotificationPublisher publisher = find(history);
    if (publisher == null) {
      return Refusals.of(404, "The host lets nobody operate this destination.", request, user);
    }
    if (history.hasEnded()) {
      return Refusals.of(409, "The publisher is closed. Nothing was done.", request, user);
    }
    String name = LogText.id(history.destination().name());
    return switch (request.parameter("do")) {
      case "pause" -> {
        publisher.pause();
        yield done(user, "paused", name);
      }
      case "resume" -> {
        publisher.resume();
        yield done(user, "resumed", name);
      }
      case "flush" -> {
        FlushResult result = publisher.flush(FLUSH_TIMEOUT);
        done(user, "flushed", name);
        yield StatusAnswer.text(200, "Flush: " + result + ".");
      }
      case "resend-check" -> resends.check(history, publisher, request, user);
      case "resend" -> resends.start(history, publisher, request, user);
      case "resend-stop" -> resends.stop(history, request, user);
      default -> Refusals.of(400, "There is no such action.", request, user);
    };
  }

  private static StatusAnswer done(StatusUser user, String action, String destination) {
    LOG.info(
        "User '{}' has {} '{}' on the status page", LogText.id(user.name()), action, destination);
    return StatusAnswer.text(200, "Done: " + action + ".");
  }

  /** The publisher that tells this history what happens; null if the host has not given it. */
  private @Nullable NonBlockingNotificationPublisher find(StatusHistory history) {
    for (WeakReference<DeliveringPublisher> known : publishers) {
      DeliveringPublisher publisher = known.get();
      if (publisher == null) {
        continue;
      }
      for (DeliveringPublisher one : publisher.destinations().values()) {
        if (one instanceof NonBlockingNotificationPublisher engine
            && engine.monitored() == history.destination()) {
          return engine;
        }
      }
    }
    return null;
  }
}
