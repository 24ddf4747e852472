package io.github.maestroevents.spring.internal.kafka;

import java.util.Optional;

/** Asks the application where Kafka is, when it is time to know. */
@FunctionalInterface
public interface KafkaConnectionSource {

  /** Empty if the application says nothing but what its configuration says. */
  Optional<KafkaConnection> find();
}
