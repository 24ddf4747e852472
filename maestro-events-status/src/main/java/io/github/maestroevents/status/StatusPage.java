package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.spi.LogText;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows what each destination does. It knows of no server: {@link #answer} makes bytes
 * for a request, {@link StatusServer} serves them, and so may the host's own server.
 *
 * <pre>{@code
 * StatusPage page = StatusPage.create("maestro, node 7");
 * var publisher =
 *     NonBlockingNotificationPublisher.builder(kafka).metrics(page.history()).build();
 * page.operate(publisher);
 * StatusServer server = StatusServer.builder(page).start();
 * }</pre>
 *
 * <p>Shows up to {@value #MAX_DESTINATIONS} destinations; those that ended longest ago are
 * forgotten first. Safe for use from many threads.
 */
public final class StatusPage {

  /** How many destinations are remembered. */
  public static final int MAX_DESTINATIONS = 200;

  private final String title;
  private final String csrf = PageFiles.randomText();
  private final HealthThresholds thresholds;
  private final Actions actions = new Actions();

  /** Guarded by itself. */
  private final List<StatusHistory> histories = new ArrayList<>();

  private StatusPage(String title, HealthThresholds thresholds) {
    this.title = title;
    this.thresholds = thresholds;
  }

  /**
   * A page without a destination yet, which judges by the default thresholds.
   *
   * @param title tells this host from others: the first 200 characters are shown
   */
  public static StatusPage create(String title) {
    return create(title, HealthThresholds.defaults());
  }

  /**
   * A page without a destination yet.
   *
   * @param title tells this host from others: the first 200 characters are shown
   * @param thresholds those that the host gives to {@link DeliveryHealth} elsewhere, so that the
   *     page says the same
   */
  public static StatusPage create(String title, HealthThresholds thresholds) {
    return new StatusPage(
        LogText.bounded(requireNonNull(title, "title"), 200),
        requireNonNull(thresholds, "thresholds"));
  }

  /**
   * The memory of one more destination, to be given to {@link NonBlockingPublisherBuilder#metrics}.
   * The destination is on the page from the moment in which its publisher is built. Each builder
   * needs one of its own. Never blocks.
   */
  public DeliveryMetrics history() {
    StatusHistory history = new StatusHistory(thresholds);
    synchronized (histories) {
      forget();
      histories.add(history);
    }
    return history;
  }

  /**
   * Lets operators pause, resume and flush the destinations of this publisher, and send its dead
   * letters again where they can be read. Without this call nobody can. The publisher is only
   * called for an action, and never closed.
   */
  public void operate(DeliveringPublisher publisher) {
    actions.add(requireNonNull(publisher, "publisher"));
  }

  /**
   * Answers a request. Blocks for a flush, at most five seconds, and for a count of dead letters as
   * long as it takes to read their files; else only computes.
   *
   * <p>{@code ""} is the page, {@code snapshot} its figures as JSON, {@code events} is for the
   * server to stream and answered with 404 here (the page then asks for snapshots), {@code action}
   * takes by POST the parameters {@code do}, and {@code id} and {@code destination} as the snapshot
   * has them, and the header {@code X-Maestro-Status} with the secret that the snapshot tells an
   * operator. A destination whose publisher was replaced since has another id, and is not touched:
   * the answer is 409. The server has to check where the request comes from; {@code user} is what
   * it found. An action that is refused is logged with its user.
   */
  public StatusAnswer answer(StatusRequest request, StatusUser user) {
    if (!user.mayRead()) {
      return StatusAnswer.text(403, "You may not see this page.");
    }
    boolean post = request.method().equals("POST");
    if (!post && !request.method().equals("GET")) {
      return StatusAnswer.text(405, "GET or POST, please.");
    }
    return switch (request.path()) {
      case "" -> post ? StatusAnswer.text(405, "GET, please.") : PageFiles.page();
      case "snapshot" ->
          post ? StatusAnswer.text(405, "GET, please.") : StatusAnswer.json(snapshot(user));
      case "action" -> post ? act(request, user) : StatusAnswer.text(405, "POST, please.");
      default -> StatusAnswer.text(404, "There is no such page.");
    };
  }

  private StatusAnswer act(StatusRequest request, StatusUser user) {
    if (!user.mayOperate()) {
      return Refusals.of(403, "You may look, and nothing else.", request, user);
    }
    String sent = String.valueOf(request.header("X-Maestro-Status"));
    if (!MessageDigest.isEqual(sent.getBytes(UTF_8), csrf.getBytes(UTF_8))) {
      return Refusals.of(403, "This page is of an earlier run. Reload it.", request, user);
    }
    StatusHistory history = find(request.parameter("id"));
    if (history == null || !history.destination().name().equals(request.parameter("destination"))) {
      return Refusals.of(
          409, "This destination is gone or was replaced. Nothing was done.", request, user);
    }
    return actions.run(history, request, user);
  }

  private @Nullable StatusHistory find(String id) {
    for (StatusHistory history : all()) {
      if (history.hasStarted() && history.id().equals(id)) {
        return history;
      }
    }
    return null;
  }

  /** All there is to show to this user. */
  String snapshot(StatusUser user) {
    return new Watching(this, user).next();
  }

  String title() {
    return title;
  }

  HealthThresholds thresholds() {
    return thresholds;
  }

  String csrf() {
    return csrf;
  }

  Actions actions() {
    return actions;
  }

  /** Those to show, in the order in which they were made: of one name the latest. */
  List<StatusHistory> shown() {
    List<StatusHistory> shown = new ArrayList<>();
    for (StatusHistory history : all()) {
      if (history.hasStarted()) {
        String name = history.destination().name();
        shown.removeIf(older -> older.hasEnded() && older.destination().name().equals(name));
        shown.add(history);
      }
    }
    return shown;
  }

  private List<StatusHistory> all() {
    synchronized (histories) {
      return List.copyOf(histories);
    }
  }

  /** Makes room for one: of those that ended first, else of the oldest. */
  private void forget() {
    if (histories.size() < MAX_DESTINATIONS) {
      return;
    }
    for (StatusHistory history : histories) {
      if (history.hasEnded()) {
        histories.remove(history);
        return;
      }
    }
    histories.remove(0);
  }
}
