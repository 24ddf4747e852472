package io.github.maestroevents.kafka.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.kafka.internal.producer.ProducerSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** Whether a client that is asked for topics counts as one that stands still. */
class SignsOfLifeTest {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LONG = 200;

  private final SignsOfLife signs = new SignsOfLife();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void signsAreMissing_whenTheClientDoesNothingForLong() {
    ProducerSession session = sessionThatTells();

    assertThat(IntStream.range(0, 25).anyMatch(round -> signs.areMissing(session, PAUSE)))
        .isFalse();
    assertThat(IntStream.range(0, LONG).anyMatch(round -> signs.areMissing(session, PAUSE)))
        .isTrue();
  }

  @Test
  void signsAreThere_whenTheClientLooksAtItsConnectionsNowAndThen() {
    ProducerSession session = sessionThatTells();

    assertThat(
            IntStream.range(0, LONG)
                .peek(round -> looks.addAndGet(round % 25 == 0 ? 1 : 0))
                .anyMatch(round -> signs.areMissing(session, PAUSE)))
        .isFalse();
  }

  @Test
  void signsAreThere_whenTheClientDoesNotTell() {
    ProducerSession session = ProducerSession.ofHost(new MockProducer<>(), "here");

    assertThat(IntStream.range(0, LONG).anyMatch(round -> signs.areMissing(session, PAUSE)))
        .isFalse();
  }

  @Test
  void countBeginsAnew_withEachProducer() {
    for (int producer = 0; producer < 5; producer++) {
      ProducerSession session = sessionThatTells();
      assertThat(IntStream.range(0, 25).anyMatch(round -> signs.areMissing(session, PAUSE)))
          .isFalse();
    }
  }

  private ProducerSession sessionThatTells() {
    MetricName name = new MetricName("select-total", "producer-metrics", "", new HashMap<>());
    MockProducer<byte[], byte[]> producer = new MockProducer<>();
    producer.setMockMetrics(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return looks.doubleValue();
          }
        });
    return ProducerSession.ofHost(producer, "here");
  }
}
