module io.github.maestroevents.modular {
  requires io.github.maestroevents.config;
  requires io.github.maestroevents.delivery;
  requires io.github.maestroevents.journal;
  requires io.github.maestroevents.kafka;
  requires io.github.maestroevents.micrometer;
  requires io.github.maestroevents.noop;
  requires io.github.maestroevents.sqs;
  requires io.github.maestroevents.webhook;
  requires micrometer.core;
}
