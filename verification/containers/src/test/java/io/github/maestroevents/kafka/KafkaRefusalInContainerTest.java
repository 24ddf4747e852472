package io.github.maestroevents.kafka;

import io.github.maestroevents.containers.Image;
import io.github.maestroevents.containers.KafkaInContainer;
import io.github.maestroevents.containers.NeedsContainer;
import io.github.maestroevents.testbeds.kafka.KafkaService;

/** {@link KafkaRefusalTest} once more, against a container. */
@NeedsContainer(Image.KAFKA)
class KafkaRefusalInContainerTest extends KafkaRefusalTest {

  @Override
  KafkaService startKafka() {
    return KafkaInContainer.start();
  }
}
