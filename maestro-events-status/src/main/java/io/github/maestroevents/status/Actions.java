package io.github.maestroevents.status;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What operators do to destinations. Each action is logged with its user. Any thread. */
final class Actions {

  private static final SafeLogger LOG = SafeLogger.of(StatusPage.class);
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

  /** The host keeps them; a page must not keep what the host has closed and forgotten. */
  private final List<WeakReference<DeliveringPublisher>> publishers = new CopyOnWriteArrayList<>();

  void add(DeliveringPublisher publisher) {
    publishers.removeIf(known -> known.get() == null);
    publishers.add(new WeakReference<>(publisher));
  }

  boolean knows(String destination) {
    return find(destination) != null;
  }

  StatusAnswer run(String action, String destination, StatusUser user) {
    DeliveringPublisher publisher = find(destination);
    if (publisher == null) {
      return StatusAnswer.text(404, "There is no such destination to operate.");
    }
    String name = LogText.id(destination);
    return switch (action) {
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
      default -> StatusAnswer.text(400, "There is no such action.");
    };
  }

  private static StatusAnswer done(StatusUser user, String action, String destination) {
    LOG.info("User '{}' has {} '{}' on the status page", user.name(), action, destination);
    return StatusAnswer.text(200, "Done: " + action + ".");
  }

  /** The latest of that name. */
  private @Nullable DeliveringPublisher find(String destination) {
    DeliveringPublisher found = null;
    for (WeakReference<DeliveringPublisher> known : publishers) {
      DeliveringPublisher publisher = known.get();
      DeliveringPublisher one =
          publisher == null ? null : publisher.destinations().get(destination);
      found = one == null ? found : one;
    }
    return found;
  }
}
