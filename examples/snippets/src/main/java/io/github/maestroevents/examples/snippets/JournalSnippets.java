package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The snippets of docs/journal.md. */
final class JournalSnippets {

  private JournalSnippets() {}

  static NonBlockingNotificationPublisher ofOneHost(KafkaNotificationPublisher kafka) {
    var journal = SqliteJournal.at(Path.of("/var/lib/host/events")).open();
    var publisher =
        NonBlockingNotificationPublisher.builder(kafka)
            .acceptance(AcceptancePolicy.journaled())
            .journal(journal)
            .build();
    return publisher;
  }

  static void twoWays(KafkaNotificationPublisher kafka, EventJournal journal) {
    NonBlockingNotificationPublisher.builder(kafka).journal(journal).build(); // SPILL
    NonBlockingNotificationPublisher.builder(kafka)
        .journal(journal)
        .acceptance(AcceptancePolicy.journaled())
        .build();
  }

  static EventJournal ofMany(DataSource dataSource) {
    var journal = PostgresJournal.on(dataSource, "maestro-1").destination("kafka").open();
    return journal;
  }
}
