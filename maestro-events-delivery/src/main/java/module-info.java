/** The non-blocking publisher and its delivery engine. */
module io.github.maestroevents.delivery {
  requires transitive io.github.maestroevents.api;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.github.maestroevents.delivery;
  exports io.github.maestroevents.delivery.deadletter;
  exports io.github.maestroevents.delivery.filter;
  exports io.github.maestroevents.delivery.health;
  exports io.github.maestroevents.delivery.monitor;
  exports io.github.maestroevents.delivery.policy;
  exports io.github.maestroevents.delivery.store;
}
