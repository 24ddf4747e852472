package io.github.maestroevents.delivery.internal.travel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.delivery.policy.TraceContextSource;
import io.github.maestroevents.spi.SafeLogger;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The trace of the calling thread joins what an event carries, and harms nothing. */
class CallersTraceTest {

  private static final Map<String, String> TRACE = Map.of("traceparent", "00-1-2-01");
  private static final Map<String, String> GIVEN = Map.of("tenant", "7");

  private final Logger logger = (Logger) LoggerFactory.getLogger("test.callers-trace");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(appender);
  }

  @Test
  void withoutASource_nothingIsAsked_andTheAttributesAreTheSame() {
    CallersTrace off = new CallersTrace(null, "audit", SafeLogger.of(logger));

    assertThat(off.isOff()).isTrue();
    assertThat(off.with(GIVEN)).isSameAs(GIVEN);
  }

  @Test
  void trace_joinsTheAttributes() {
    CallersTrace trace = trace(() -> TRACE);

    assertThat(trace.isOff()).isFalse();
    assertThat(trace.with(Map.of())).isEqualTo(TRACE);
    assertThat(trace.with(GIVEN)).containsOnlyKeys("traceparent", "tenant");
  }

  @Test
  void attributeThatTheSenderGives_wins() {
    assertThat(trace(() -> TRACE).with(Map.of("traceparent", "00-9-9-01")))
        .containsExactly(Map.entry("traceparent", "00-9-9-01"));
  }

  @Test
  void callerInNoSpan_addsNothing() {
    assertThat(trace(Map::of).with(GIVEN)).isSameAs(GIVEN);
    assertThat(appender.list).isEmpty();
  }

  @Test
  void map_isCopied() {
    Map<String, String> reused = new HashMap<>(TRACE);
    Map<String, String> taken = trace(() -> reused).with(Map.of());
    reused.put("traceparent", "00-9-9-01");

    assertThat(taken).isEqualTo(TRACE);
  }

  @Test
  void whatGoesWrong_costsTheTraceAlone_andIsLoggedOnce() {
    Map<String, String> withNull = new HashMap<>();
    withNull.put("traceparent", null);
    TraceContextSource[] bad = {
      () -> {
        throw new IllegalStateException("no tracer");
      },
      () -> {
        throw new StackOverflowError();
      },
      () -> null,
      () -> withNull,
      () -> Map.of("Trace-Parent", "x"),
      () -> Map.of("id", "another"),
    };
    for (TraceContextSource source : bad) {
      appender.list.clear();
      CallersTrace trace = trace(source);

      assertThat(trace.with(GIVEN)).isSameAs(GIVEN);
      assertThat(trace.with(Map.of())).isEmpty();
      assertThat(appender.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("'audit'")
          .contains("events go without it");
    }
  }

  private CallersTrace trace(TraceContextSource source) {
    return new CallersTrace(source, "audit", SafeLogger.of(logger));
  }
}
