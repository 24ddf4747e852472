package io.github.maestroevents.webhook;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while a test runs; the console is spared it. */
final class CapturedLog implements AutoCloseable {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  CapturedLog(Class<?> logging) {
    logger = (Logger) LoggerFactory.getLogger(logging);
    lines.start();
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  List<String> warnings() {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLevel().equals(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }
}
