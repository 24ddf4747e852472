package io.github.maestroevents.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.noop.NoOpNotificationPublisher;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GettingStartedTest {

  @Test
  void gettingStarted_logsTheEvent_withoutABroker() {
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    Logger log = (Logger) LoggerFactory.getLogger(NoOpNotificationPublisher.DEFAULT_LOGGER_NAME);
    log.addAppender(logged);
    try {
      GettingStarted.main(new String[0]);
    } finally {
      log.detachAppender(logged);
    }

    assertThat(logged.list)
        .filteredOn(line -> line.getLevel() == Level.INFO)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("workflow_id=daily-report", "step_id=load");
  }
}
