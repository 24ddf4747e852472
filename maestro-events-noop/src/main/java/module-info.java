/** A publisher that accepts and logs every event. */
module io.github.maestroevents.noop {
  requires transitive io.github.maestroevents.api;
  requires static transitive org.jspecify;
  requires transitive org.slf4j;

  exports io.github.maestroevents.noop;

  provides io.github.maestroevents.spi.provider.PublisherProvider with
      io.github.maestroevents.noop.LogPublisherProvider;
}
