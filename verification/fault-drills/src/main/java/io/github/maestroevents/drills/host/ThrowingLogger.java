package io.github.maestroevents.drills.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Makes the engine's logger throw, before and while a line is written; writes nothing. */
final class ThrowingLogger extends TurboFilter implements AutoCloseable {

  private static final String LIBRARY = "io.github.maestroevents.";

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger library = context.getLogger("io.github.maestroevents");
  private final Mischief mischief;
  private final AppenderBase<ILoggingEvent> appender;

  ThrowingLogger(Mischief mischief) {
    this.mischief = mischief;
    this.appender = new ThrowingAppender(mischief);
    appender.setContext(context);
    appender.start();
    library.setAdditive(false);
    library.setLevel(Level.DEBUG);
    library.addAppender(appender);
    context.addTurboFilter(this);
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable t) {
    if (logger.getName().startsWith(LIBRARY)) {
      mischief.at("logger", 4);
    }
    return FilterReply.NEUTRAL;
  }

  @Override
  public void close() {
    context.getTurboFilterList().remove(this);
    library.detachAppender(appender);
    library.setAdditive(true);
    library.setLevel(null);
  }

  private static final class ThrowingAppender extends AppenderBase<ILoggingEvent> {
    private final Mischief mischief;

    private ThrowingAppender(Mischief mischief) {
      this.mischief = mischief;
    }

    @Override
    protected void append(ILoggingEvent line) {
      mischief.at("logger", 4);
    }
  }
}
