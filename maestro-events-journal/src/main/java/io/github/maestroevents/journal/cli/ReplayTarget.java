package io.github.maestroevents.journal.cli;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where replayed events go. */
final class ReplayTarget implements AutoCloseable {

  private static final int LARGEST_BATCH = 500;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Console console;
  private final @Nullable MaestroNotificationPublisher publisher;

  private ReplayTarget(Console console, @Nullable MaestroNotificationPublisher publisher) {
    this.console = console;
    this.publisher = publisher;
  }

  static ReplayTarget of(Arguments arguments, Console console) {
    return new ReplayTarget(
        console, arguments.has("to-log") ? null : PublisherLoading.load(arguments));
  }

  /** The longest beginning of the entries that goes in one batch; at least one. */
  List<JournalEntry> nextBatch(List<JournalEntry> entries) {
    if (!(publisher instanceof BatchNotificationPublisher batches)) {
      return entries.subList(0, Math.min(LARGEST_BATCH, entries.size()));
    }
    BatchLimits limits = batches.limits();
    Map<String, Integer> ofKey = new HashMap<>();
    long bytes = 0;
    int count = 0;
    for (JournalEntry entry : entries) {
      EncodedEvent event = entry.event();
      bytes += event.sizeBytes();
      int sameKey = ofKey.merge(event.orderingKey(), 1, Integer::sum);
      boolean tooLarge = event.sizeBytes() > limits.maxEventBytes(); // goes nowhere, and alone
      boolean fits =
          !tooLarge
              && bytes <= limits.maxBatchBytes()
              && sameKey <= limits.maxEventsPerKey()
              && count < Math.min(LARGEST_BATCH, limits.maxEvents());
      if (!fits && count > 0) {
        break;
      }
      count++;
      if (tooLarge) {
        break;
      }
    }
    return entries.subList(0, count);
  }

  Verdicts deliver(List<JournalEntry> batch) {
    if (publisher instanceof BatchNotificationPublisher batches) {
      return deliverBatch(batches, batch);
    }
    return deliverOneByOne(batch);
  }

  private Verdicts deliverBatch(BatchNotificationPublisher batches, List<JournalEntry> batch) {
    if (batch.size() == 1 && batch.get(0).event().sizeBytes() > batches.limits().maxEventBytes()) {
      complain(batch.get(0), "larger than the destination takes");
      return new Verdicts(List.of(), 1, true);
    }
    List<DeliveryOutcome> outcomes;
    try {
      BatchResult result =
          batches
              .sendBatch(batch.stream().map(JournalEntry::event).toList())
              .toCompletableFuture()
              .get(batches.completionTimeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      outcomes = result.outcomes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notReady(e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return notReady(e);
    }
    List<JournalEntry> delivered = new ArrayList<>(batch.size());
    long rejected = 0;
    boolean ready = outcomes.size() == batch.size();
    for (int i = 0; ready && i < batch.size(); i++) {
      DeliveryOutcome outcome = outcomes.get(i);
      if (outcome instanceof DeliveryOutcome.Delivered) {
        delivered.add(batch.get(i));
      } else if (outcome instanceof DeliveryOutcome.Rejected refusal) {
        complain(batch.get(i), LogText.of(refusal.cause()));
        rejected++;
      } else if (outcome instanceof DeliveryOutcome.RetryLater later) {
        complain(batch.get(i), LogText.of(later.cause()));
        ready = false;
      }
    }
    return new Verdicts(delivered, rejected, ready);
  }

  private Verdicts deliverOneByOne(List<JournalEntry> batch) {
    List<JournalEntry> delivered = new ArrayList<>(batch.size());
    long rejected = 0;
    for (JournalEntry entry : batch) {
      try {
        deliver(entry);
        delivered.add(entry);
      } catch (PermanentDeliveryException e) {
        complain(entry, LogText.of(e));
        rejected++;
      } catch (RuntimeException e) {
        complain(entry, LogText.of(e));
        return new Verdicts(delivered, rejected, false);
      }
    }
    return new Verdicts(delivered, rejected, true);
  }

  private void deliver(JournalEntry entry) {
    if (publisher == null) {
      console.out().println(entry.sequence() + " " + entry.acceptedAt() + " " + entry.event());
      if (console.out().checkError()) {
        throw new IllegalStateException("the output is closed, or its disk is full");
      }
    } else {
      publisher.send(entry.maestroEvent());
    }
  }

  private Verdicts notReady(Exception e) {
    console.err().println("Not delivered: " + LogText.of(e));
    return new Verdicts(List.of(), 0, false);
  }

  private void complain(JournalEntry entry, String why) {
    console.err().println("Not delivered: " + entry.sequence() + " " + entry.event() + ": " + why);
  }

  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
  }

  /**
   * What became of a batch.
   *
   * @param delivered what leaves the journal
   * @param rejected how many never will be delivered there
   * @param ready false if the destination takes nothing for now
   */
  record Verdicts(List<JournalEntry> delivered, long rejected, boolean ready) {}
}
