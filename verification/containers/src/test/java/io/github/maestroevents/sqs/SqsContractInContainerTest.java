package io.github.maestroevents.sqs;

import io.github.maestroevents.containers.Image;
import io.github.maestroevents.containers.NeedsContainer;
import io.github.maestroevents.containers.SqsInContainer;
import io.github.maestroevents.testbeds.sqs.AgainstSqs;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link SqsPublisherContractTest} once more, against a container. */
@NeedsContainer(Image.ELASTICMQ)
@AgainstSqs(SqsInContainer.class)
@ParameterizedClass
@CsvSource({"SDK_2, false", "SDK_2, true", "SDK_1, false", "SDK_1, true"})
class SqsContractInContainerTest extends SqsPublisherContractTest {

  SqsContractInContainerTest(Sdk sdk, boolean fifo) {
    super(sdk, fifo);
  }
}
