package io.github.maestroevents.security.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything that anybody can read of what the library does: its loggers at TRACE, exceptions with
 * all that hangs on them, texts. Third parties' own loggers are not heard: {@code docs/loggers.md}
 * says which to silence.
 */
final class Outputs implements AutoCloseable {

  private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.github.maestroevents");

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final Level before = OURS.getLevel();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          texts.add(
              line.getFormattedMessage() + ThrowableProxyUtil.asString(line.getThrowableProxy()));
          if (line.getThrowableProxy() != null) {
            texts.add(ThrowableProxyUtil.asString(line.getThrowableProxy()));
          }
        }
      };

  /** Whose lines are no part of the search, and would fill the output of the tests. */
  private static final List<String> THIRD_PARTIES =
      List.of(
          "org.apache.kafka",
          "software.amazon.awssdk",
          "com.amazonaws",
          "org.apache.http",
          "io.netty",
          "org.postgresql");

  Outputs() {
    for (String name : THIRD_PARTIES) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
    }
    ear.setContext(OURS.getLoggerContext());
    ear.start();
    OURS.setLevel(Level.TRACE);
    OURS.addAppender(ear);
  }

  void add(Object text) {
    texts.add(String.valueOf(text));
  }

  /** As it is printed, with every cause and all that was suppressed. */
  void add(Throwable thrown) {
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed, true));
    texts.add(printed.toString());
    texts.add(String.valueOf(thrown.getLocalizedMessage()));
  }

  /** Runs what may fail, and keeps what it says. */
  <T> void addResultOf(Provoked<T> provoked) {
    try {
      add((Object) provoked.run());
    } catch (Throwable thrown) { // whatever it is, people see it
      add(thrown);
    }
  }

  List<String> texts() {
    return texts;
  }

  /**
   * The names of all JMX beans that are there now, without the names of Kafka's clients in them:
   * {@code client.id} is no place for a secret.
   */
  static String beans() {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(null, null)
        .toString()
        .replaceAll("(?<![a-z-])(client-id|id)=(\"[^\"]*\"|[^,\\]]*)", "$1=");
  }

  /** Fails if the marked text can be read anywhere, and if nothing can. */
  void requireClean(String what) {
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (thread.getKey().getName().startsWith("maestro-events")) {
        texts.add(thread.getKey().getName());
      }
    }
    texts.add(beans());
    assertThat(texts).as("what is told of " + what).isNotEmpty();
    List<String> found = new ArrayList<>();
    texts.forEach(text -> found.addAll(Marked.foundIn(text)));
    assertThat(found).as("the marked text, told of " + what).isEqualTo(Collections.emptyList());
  }

  @Override
  public void close() {
    OURS.detachAppender(ear);
    OURS.setLevel(before);
  }

  /** What may fail. */
  @FunctionalInterface
  interface Provoked<T> {
    T run() throws Throwable;
  }
}
