package io.github.maestroevents.sqs.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.sqs.Events;
import io.github.maestroevents.sqs.internal.client.EntryAnswer;
import io.github.maestroevents.sqs.internal.client.QueueUrl;
import io.github.maestroevents.sqs.internal.client.RequestFailure;
import org.junit.jupiter.api.Test;

/** Verdicts that no request over a client of the publisher's own brings about. */
class FailureVerdictsTest {

  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/events";

  @Test
  void event_isInDoubt_whenTheHostsClientMayHaveAskedBefore() {
    FailureVerdicts verdicts = new FailureVerdicts(new QueueUrl(QUEUE), false);
    RequestFailure refused =
        RequestFailure.answered(
            "RequestThrottled", 400, null, null, new IllegalStateException("x"));

    assertThat(((RetryLater) verdicts.ofRequest(refused)).certainty())
        .isEqualTo(Certainty.IN_DOUBT);
  }

  @Test
  void messageThatAFifoQueueRefuses_namesItsGroup() {
    FailureVerdicts verdicts = new FailureVerdicts(new QueueUrl(QUEUE + ".fifo"), true);

    RetryLater retry =
        (RetryLater)
            verdicts.ofEntry(
                new EntryAnswer.Fault("RequestThrottled", "", false), Events.event("k", 1), "k");

    assertThat(retry.part()).isEqualTo("message group k");
    assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);
    assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
  }

  @Test
  void messageThatIsNotInTheAnswer_namesItsQueue() {
    FailureVerdicts verdicts = new FailureVerdicts(new QueueUrl(QUEUE), true);

    assertThat(verdicts.unmentioned().cause()).hasMessageContaining(QUEUE);
  }
}
