package io.github.maestroevents.kafka.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.kafka.internal.producer.HelperThread;
import io.github.maestroevents.kafka.internal.verdict.BrokersSilentException;
import io.github.maestroevents.kafka.internal.verdict.TopicUnseenException;
import java.time.Duration;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a topic that is "not present in metadata" is held to suffer from. */
class MissingTopicsTest {

  private final HelperThread helper = new HelperThread();
  private final MissingTopics missing = new MissingTopics(helper, Duration.ofMinutes(1));

  @AfterEach
  void close() {
    helper.close();
  }

  @Test
  void topic_isMissing_whenBrokersSaySo_butNotOnceTheyAreSilent() {
    TimeoutException unknown = notPresent(new UnknownTopicOrPartitionException("x"));

    assertThat(verdict(unknown, false)).isInstanceOf(TopicUnseenException.class);
    assertThat(verdict(unknown, true)).isInstanceOf(BrokersSilentException.class);
  }

  @Test
  void grant_isMissing_whenBrokersSaySo() {
    TopicAuthorizationException refused = new TopicAuthorizationException("x");

    assertThat(verdict(notPresent(refused), false)).isSameAs(refused);
  }

  @Test
  void topic_cannotBeWrittenTo_whenBrokersSayThatItHasNoLeader() {
    assertThat(verdict(notPresent(new LeaderNotAvailableException("x")), false))
        .isInstanceOf(TopicUnseenException.class)
        .hasMessageContaining("see its leaders");
  }

  @Test
  void brokers_areTooSlow_whenTheyAnswerButSayNothingOfTheTopic() {
    assertThat(verdict(new TimeoutException("x"), false))
        .isInstanceOf(BrokersSilentException.class)
        .hasMessageContaining("the brokers of here:9092 did not tell in time where topic 't' is");
  }

  private Exception verdict(Exception failure, boolean silent) {
    return missing.verdictOn("t", failure, silent, "here:9092");
  }

  private static TimeoutException notPresent(Exception answer) {
    return new TimeoutException("Topic t not present in metadata after 5 ms.", answer);
  }
}
