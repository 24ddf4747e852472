/** A status page for people, served by the JDK's own HTTP server or by the host's. */
module io.github.maestroevents.status {
  requires transitive io.github.maestroevents.delivery;
  requires static transitive org.jspecify;
  requires jdk.httpserver;

  exports io.github.maestroevents.status;
}
