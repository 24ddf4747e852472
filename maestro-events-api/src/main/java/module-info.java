/** The publisher interface, the event model, the Maestro JSON codec and the adapter SPI. */
module io.github.maestroevents.api {
  requires transitive com.fasterxml.jackson.databind;
  requires static transitive org.jspecify;
  requires transitive org.slf4j;

  exports io.github.maestroevents;
  exports io.github.maestroevents.event;
  exports io.github.maestroevents.json;
  exports io.github.maestroevents.spi;
  exports io.github.maestroevents.spi.provider;

  // Jackson reads records through their package-private JSON forms.
  opens io.github.maestroevents.event to
      com.fasterxml.jackson.databind;
}
