package io.github.maestroevents.drills.journal;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import java.time.Duration;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a host is put together from: defaults, but for what lets a drill pass within minutes and
 * leaves more on disk than in memory.
 */
final class HostParts {

  /** How long a host may be silent before another adopts its events. */
  static final Duration LEASE_TIME = Duration.ofSeconds(2);

  private static final Duration ADOPT_INTERVAL = Duration.ofMillis(200);

  /** An eighth of the default, so that a backlog of seconds lies on disk alone. */
  private static final int EVENTS_IN_MEMORY = 1024;

  /** Delays of a fortieth of the defaults, so that an outage of seconds sees many attempts. */
  private static final RetryPolicy RETRY =
      RetryPolicy.unlimited()
          .withDelays(Duration.ofMillis(20), Duration.ofMillis(500))
          .withMaxAge(Duration.ofDays(1));

  private static final CircuitBreakerPolicy CIRCUIT =
      CircuitBreakerPolicy.defaults().withOpenFor(Duration.ofMillis(100));

  /** As in the drills of Kafka: shorter than the outage, so that the engine sees it. */
  private static final int DELIVERY_TIMEOUT_MILLIS = 2_000;

  private static final int REQUEST_TIMEOUT_MILLIS = 800;

  private HostParts() {}

  static EventJournal journal(HostPlan plan) {
    if (plan.journal().equals(HostPlan.SQLITE)) {
      return SqliteJournal.at(plan.journalDirectory()).open();
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(plan.journal());
    return PostgresJournal.on(database, plan.name()).leaseTime(LEASE_TIME).open();
  }

  static NonBlockingNotificationPublisher publisher(
      HostPlan plan, EventJournal journal, Meters meters) {
    LineFile deadLetters = new LineFile(plan.deadLetters());
    NonBlockingPublisherBuilder builder =
        NonBlockingNotificationPublisher.builder(sink(plan))
            .name(plan.name())
            .metrics(meters.metrics())
            .deadLetterHandler(letter -> deadLetters.append(List.of(EventLine.of(letter))))
            .journal(journal, JournalPolicy.defaults().withAdoptInterval(ADOPT_INTERVAL))
            .inFlight(InFlightPolicy.defaults().withMaxEvents(EVENTS_IN_MEMORY))
            .retry(RETRY)
            .circuitBreaker(CIRCUIT);
    if (!plan.spills()) {
      builder.acceptance(AcceptancePolicy.journaled());
    }
    return builder.build();
  }

  private static MaestroNotificationPublisher sink(HostPlan plan) {
    if (plan.sink().equals(HostPlan.FILE)) {
      return new FileSink(plan);
    }
    String[] topicAndServers = plan.sink().split("@", 2);
    return KafkaNotificationPublisher.builder(topicAndServers[0])
        .bootstrapServers(topicAndServers[1])
        .property("delivery.timeout.ms", DELIVERY_TIMEOUT_MILLIS)
        .property("request.timeout.ms", REQUEST_TIMEOUT_MILLIS)
        .metadataTimeout(Duration.ofMillis(DELIVERY_TIMEOUT_MILLIS))
        .build();
  }
}
