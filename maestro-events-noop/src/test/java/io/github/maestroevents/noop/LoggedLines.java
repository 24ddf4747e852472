package io.github.maestroevents.noop;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What one logger, whose name nobody else has, was asked to log; safe for use by many threads. */
final class LoggedLines extends AppenderBase<ILoggingEvent> {

  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private volatile RuntimeException failure;

  LoggedLines(Level level) {
    logger = (Logger) LoggerFactory.getLogger("events." + UUID.randomUUID());
    logger.setLevel(level);
    logger.setAdditive(false);
    logger.addAppender(this);
    start();
  }

  void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  String loggerName() {
    return logger.getName();
  }

  List<String> at(Level level) {
    return events.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Logback's appenders catch what goes wrong inside; other backends need not. */
  @Override
  public synchronized void doAppend(ILoggingEvent event) {
    if (failure != null) {
      throw failure;
    }
    super.doAppend(event);
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }
}
