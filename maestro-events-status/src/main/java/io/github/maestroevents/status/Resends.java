package io.github.maestroevents.status;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterReading;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.KeptDeadLetter;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters again for operators: first a dry run that counts, then, by the token of that
 * dry run and once, the run itself, on a thread of its own. One run for a destination at a time.
 * Any thread; a dry run blocks its caller while it reads the letters.
 */
final class Resends {

  private static final SafeLogger LOG = SafeLogger.of(StatusPage.class);

  /** How many identities a dry run shows. */
  static final int SHOWN = 5;

  private static final String NO_SOURCE = "These dead letters are kept where no host reads them.";

  /** By the id of the history, as are the two below. Forgotten with the destination. */
  private final Map<String, DryRun> dryRuns = new ConcurrentHashMap<>();

  private final Map<String, ResendRun> runs = new ConcurrentHashMap<>();

  /** What was counted, to be sent with this token. */
  private record DryRun(String token, ResendFilter filter, long count) {}

  /** Only of a publisher whose handler keeps letters so that they can be read. */
  static Optional<DeadLetterSource> source(NonBlockingNotificationPublisher publisher) {
    return publisher.deadLetterHandler().source();
  }

  /** What the page shows of the last run; null if there was none. */
  @Nullable ResendRun run(StatusHistory history) {
    return runs.get(history.id());
  }

  /** Destinations that the page has forgotten are forgotten here. */
  void keepOnly(Collection<String> ids) {
    dryRuns.keySet().retainAll(ids);
    runs.keySet().retainAll(ids);
  }

  /** Counts what the filter matches, and shows the first of them. */
  StatusAnswer check(
      StatusHistory history,
      NonBlockingNotificationPublisher publisher,
      StatusRequest request,
      StatusUser user) {
    Optional<DeadLetterSource> source = source(publisher);
    if (source.isEmpty()) {
      return Refusals.of(404, NO_SOURCE, request, user);
    }
    try {
      Instant now = history.now();
      ResendFilter filter = ResendFilter.of(history.destination().name(), request).before(now);
      return count(history, source.get(), filter);
    } catch (RuntimeException e) { // a time that is none, or a file that cannot be read
      return Refusals.of(400, LogText.oneLine(e.getMessage()), request, user);
    }
  }

  private StatusAnswer count(StatusHistory history, DeadLetterSource source, ResendFilter filter) {
    long count = 0;
    long before = 0;
    Json shown = new Json().open('[');
    long unreadable;
    try (DeadLetterReading reading = source.look()) {
      for (KeptDeadLetter letter = reading.next(); letter != null; letter = reading.next()) {
        if (!filter.matches(letter)) {
          continue;
        }
        if (letter.isSentAgain()) {
          before++;
        } else if (++count <= SHOWN) {
          identity(letter, shown);
        }
      }
      unreadable = reading.unreadable();
    }
    DryRun dryRun = new DryRun(PageFiles.randomText(), filter, count);
    dryRuns.put(history.id(), dryRun);
    Json json = new Json().open('{').field("count", count).field("before", before);
    json.field("unreadable", unreadable).field("token", dryRun.token());
    json.name("first").raw(shown.close(']').toString()).close('}');
    return StatusAnswer.json(json.toString());
  }

  private static void identity(KeptDeadLetter letter, Json json) {
    json.open('{').field("event", LogText.id(String.valueOf(letter.id())));
    json.field("type", LogText.id(String.valueOf(letter.type())));
    json.field("workflow", LogText.id(String.valueOf(letter.workflowId())));
    json.field("reason", LogText.id(letter.reason()));
    Instant time = letter.time();
    json.field("time", time == null ? 0 : time.toEpochMilli()).close('}');
  }

  /** Starts what the dry run of this token has counted. A token is good once. */
  StatusAnswer start(
      StatusHistory history,
      NonBlockingNotificationPublisher publisher,
      StatusRequest request,
      StatusUser user) {
    Optional<DeadLetterSource> source = source(publisher);
    if (source.isEmpty()) {
      return Refusals.of(404, NO_SOURCE, request, user);
    }
    if (publisher.stats().paused()) {
      return Refusals.of(409, "The destination is paused: resume it first.", request, user);
    }
    String token = request.parameter("token");
    DryRun dryRun = dryRuns.get(history.id());
    String count = request.parameter("count");
    if (dryRun == null
        || !dryRun.token().equals(token)
        || !String.valueOf(dryRun.count()).equals(count)) {
      return Refusals.of(409, "Count the dead letters first. Nothing was sent.", request, user);
    }
    ResendRun run =
        new ResendRun(publisher, source.get(), dryRun.filter(), dryRun.count(), user, history);
    synchronized (this) {
      ResendRun running = runs.get(history.id());
      if (running != null && running.isRunning()) {
        return Refusals.of(409, "Dead letters are being sent again already.", request, user);
      }
      if (!dryRuns.remove(history.id(), dryRun)) {
        return Refusals.of(409, "That was started already.", request, user);
      }
      runs.put(history.id(), run);
    }
    LOG.info(
        "User '{}' sends {} dead letters of '{}' again, on the status page: {}",
        LogText.id(user.name()),
        dryRun.count(),
        LogText.id(history.destination().name()),
        LogText.oneLine(dryRun.filter().toString()));
    run.start();
    return StatusAnswer.text(202, "Sending them again.");
  }

  /** Lets a run end after the letters in hand. */
  StatusAnswer stop(StatusHistory history, StatusRequest request, StatusUser user) {
    ResendRun run = runs.get(history.id());
    if (run == null || !run.isRunning()) {
      return Refusals.of(409, "Nothing is being sent again.", request, user);
    }
    run.stop();
    LOG.info(
        "User '{}' stops sending dead letters of '{}' again, on the status page",
        LogText.id(user.name()),
        LogText.id(history.destination().name()));
    return StatusAnswer.text(200, "Stopping.");
  }
}
