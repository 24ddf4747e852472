/** Publishers from keys and values; adapters and journals are found by {@code ServiceLoader}. */
module io.github.maestroevents.config {
  requires transitive io.github.maestroevents.delivery;
  requires static transitive org.jspecify;

  exports io.github.maestroevents.config;
  exports io.github.maestroevents.config.letters;

  uses io.github.maestroevents.spi.provider.PublisherProvider;
  uses io.github.maestroevents.delivery.store.JournalProvider;
}
