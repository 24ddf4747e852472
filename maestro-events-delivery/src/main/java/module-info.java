/** The non-blocking publisher and its delivery engine. */
module io.github.maestroevents.delivery {
  requires transitive io.github.maestroevents.api;
  requires static transitive org.jspecify;
  requires org.jctools.core;
  requires org.slf4j;

  exports io.github.maestroevents.delivery;
}
