package io.github.maestroevents.kafka;

import io.github.maestroevents.containers.Image;
import io.github.maestroevents.containers.KafkaInContainer;
import io.github.maestroevents.containers.NeedsContainer;
import io.github.maestroevents.testbeds.kafka.KafkaService;

/** {@link KafkaPublisherContractTest} once more, against a container. */
@NeedsContainer(Image.KAFKA)
class KafkaContractInContainerTest extends KafkaPublisherContractTest {

  @Override
  KafkaService startKafka() {
    return KafkaInContainer.start();
  }
}
