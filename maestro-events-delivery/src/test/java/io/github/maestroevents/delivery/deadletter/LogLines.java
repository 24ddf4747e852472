package io.github.maestroevents.delivery.deadletter;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the loggers of some classes say while this is open. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final List<Class<?>> classes;
  private final List<String> texts = new CopyOnWriteArrayList<>();

  private LogLines(List<Class<?>> classes) {
    this.classes = classes;
  }

  public static LogLines of(Class<?>... classes) {
    LogLines lines = new LogLines(List.of(classes));
    lines.start();
    for (Class<?> type : classes) {
      logger(type).setLevel(Level.INFO);
      logger(type).setAdditive(false); // read here, not on the console
      logger(type).addAppender(lines);
    }
    return lines;
  }

  /** The dead letters that were logged. */
  public static LogLines ofDeadLetters() {
    return of(DeadLetterHandler.class);
  }

  public List<String> texts() {
    return texts;
  }

  @Override
  protected void append(ILoggingEvent event) {
    texts.add(event.getFormattedMessage());
  }

  @Override
  public void close() {
    for (Class<?> type : classes) {
      logger(type).detachAppender(this);
      logger(type).setAdditive(true);
      logger(type).setLevel(null);
    }
  }

  private static Logger logger(Class<?> type) {
    return (Logger) LoggerFactory.getLogger(type);
  }
}
