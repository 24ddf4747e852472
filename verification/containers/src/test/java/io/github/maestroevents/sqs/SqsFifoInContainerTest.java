package io.github.maestroevents.sqs;

import io.github.maestroevents.containers.Image;
import io.github.maestroevents.containers.NeedsContainer;
import io.github.maestroevents.containers.SqsInContainer;
import io.github.maestroevents.testbeds.sqs.AgainstSqs;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link SqsFifoTest} once more, against a container. */
@NeedsContainer(Image.ELASTICMQ)
@AgainstSqs(SqsInContainer.class)
@ParameterizedClass
@EnumSource(Sdk.class)
class SqsFifoInContainerTest extends SqsFifoTest {

  SqsFifoInContainerTest(Sdk sdk) {
    super(sdk);
  }
}
