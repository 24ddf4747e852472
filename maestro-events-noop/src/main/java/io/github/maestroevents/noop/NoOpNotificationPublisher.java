package io.github.maestroevents.noop;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * Accepts every event and logs it: one line of {@code key=value} pairs at INFO, and at DEBUG a
 * second one with the JSON body. For a first look, for tests, and for hosts that want a record of
 * what they would have published.
 *
 * <p>Ids and names come from users; whatever they hold, an event takes one line and a value cannot
 * pass for another key. The body at DEBUG shows everything in the event, tags and authors included.
 *
 * <p>Safe for use from many threads. {@link #send} does its work on the caller's thread and blocks
 * as long as the logging backend does; where the level is off it does none.
 */
public final class NoOpNotificationPublisher implements MaestroNotificationPublisher {

  /** The logger's name, unless another is chosen: {@value}. */
  public static final String DEFAULT_LOGGER_NAME =
      "io.github.maestroevents.noop.NoOpNotificationPublisher";

  /** The level of the line, unless another is chosen. */
  public static final Level DEFAULT_LEVEL = Level.INFO;

  private final SafeLogger logger;
  private final Level level;

  // Publishes the close to threads that send.
  private volatile boolean closed;

  private NoOpNotificationPublisher(Builder builder) {
    this.logger = SafeLogger.of(builder.loggerName);
    this.level = builder.level;
  }

  /** A publisher that logs to {@value #DEFAULT_LOGGER_NAME} at INFO. */
  public static NoOpNotificationPublisher create() {
    return builder().build();
  }

  /** For another logger, or another level. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Logs the event. An event that cannot be described, or a logging backend that throws, is no
   * reason to refuse it: what can be logged is, and the call returns.
   *
   * @throws NullPointerException if {@code event} is null
   * @throws PublisherClosedException if this publisher has been closed; nothing is logged
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (closed) {
      throw new PublisherClosedException(
          "The logging publisher is closed; not logged: " + LogText.quoted(event.wireType()));
    }
    try {
      logLine(event);
      logBody(event);
    } catch (RuntimeException e) {
      // A host must not lose a workflow to a broken appender, and there is nowhere left to say so.
    }
  }

  /** Refuses events from now on. Idempotent; does not wait for calls that are under way. */
  @Override
  public void close() {
    closed = true;
  }

  private void logLine(MaestroEvent event) {
    if (logger.isEnabled(level)) {
      logger.whole(level, EventLine.of(event));
    }
  }

  private void logBody(MaestroEvent event) {
    if (logger.isDebugEnabled()) {
      logger.whole(Level.DEBUG, EventLine.identityOf(event) + " body=" + body(event));
    }
  }

  private static String body(MaestroEvent event) {
    try {
      if (event instanceof HostEvent hosts && !isJson(hosts.contentType())) {
        return LogText.quoted(hosts.bodyBytes() + " bytes of " + hosts.contentType());
      }
      return LogText.jsonOnOneLine(
          new String(MaestroEventJson.write(event), StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      return LogText.quoted("not encodable: " + LogText.of(e));
    }
  }

  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  @Override
  public String toString() {
    return "NoOpNotificationPublisher[loggerName=" + logger.name() + ", level=" + level + "]";
  }

  /** Where and how loud to log; confined to one thread. */
  public static final class Builder {

    private String loggerName = DEFAULT_LOGGER_NAME;
    private Level level = DEFAULT_LEVEL;

    private Builder() {}

    /**
     * The logger to use, {@value #DEFAULT_LOGGER_NAME} unless set.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Builder loggerName(String loggerName) {
      if (requireNonNull(loggerName, "loggerName").isBlank()) {
        throw new IllegalArgumentException("loggerName must not be blank: \"" + loggerName + "\"");
      }
      this.loggerName = loggerName;
      return this;
    }

    /** The level of the line, INFO unless set. The body stays at DEBUG. */
    public Builder level(Level level) {
      this.level = requireNonNull(level, "level");
      return this;
    }

    /** The publisher; opens nothing. */
    public NoOpNotificationPublisher build() {
      return new NoOpNotificationPublisher(this);
    }
  }
}
