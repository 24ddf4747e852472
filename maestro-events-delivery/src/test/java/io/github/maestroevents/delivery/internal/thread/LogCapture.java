package io.github.maestroevents.delivery.internal.thread;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** Takes what one logger is told, or lets it fail with an Error, as a broken logger of a host. */
public final class LogCapture extends TurboFilter implements AutoCloseable {

  private final Logger captured;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  /** From the test to the threads that log. */
  private volatile boolean fails;

  private LogCapture(Logger captured) {
    this.captured = captured;
  }

  public static LogCapture of(Class<?> owner) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LogCapture capture = new LogCapture(context.getLogger(owner));
    context.addTurboFilter(capture);
    return capture;
  }

  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
    if (logger != captured) {
      return FilterReply.NEUTRAL;
    }
    if (format == null) { // the question whether a line would be logged
      return FilterReply.ACCEPT;
    }
    if (fails) {
      failures.incrementAndGet();
      throw new LinkageError("The logger is broken");
    }
    lines.add(MessageFormatter.arrayFormat(format, params).getMessage());
    return FilterReply.DENY;
  }

  /** From now on the logger throws an Error. */
  public void fail() {
    fails = true;
  }

  public int failures() {
    return failures.get();
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    captured.getLoggerContext().getTurboFilterList().remove(this);
  }
}
