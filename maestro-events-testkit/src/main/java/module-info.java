/**
 * Contract tests for publishers and journals, scripted and recording publishers, a manual clock.
 */
module io.github.maestroevents.testkit {
  requires transitive io.github.maestroevents.api;
  requires transitive io.github.maestroevents.delivery;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;

  exports io.github.maestroevents.testkit;
}
