/** Keeps accepted events on disk until they are delivered: in a SQLite file, or in PostgreSQL. */
module io.github.maestroevents.journal {
  requires transitive io.github.maestroevents.delivery;
  requires transitive java.sql;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  // Only for PostgresJournal; whoever uses it brings the driver.
  requires static org.postgresql.jdbc;

  exports io.github.maestroevents.journal;
  exports io.github.maestroevents.journal.inspect;

  provides io.github.maestroevents.delivery.store.JournalProvider with
      io.github.maestroevents.journal.SqliteJournalProvider,
      io.github.maestroevents.journal.PostgresJournalProvider;
}
