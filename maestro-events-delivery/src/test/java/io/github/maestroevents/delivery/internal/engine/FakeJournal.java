package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * A journal in memory that fails as the script says: full beyond a bound, broken for a while, slow,
 * with damaged entries. What is "on disk" can be given to the next one, as after a restart.
 */
public final class FakeJournal implements EventJournal {

  private static final String DAMAGED = "damaged";

  /** What survives the process. */
  final TreeMap<Long, JournalEntry> disk;

  /** How many entries each commit held. */
  final List<Integer> commits = new ArrayList<>();

  /** What neighbours have left. */
  final Queue<JournalEntry> orphans = new ArrayDeque<>();

  final List<String> breaches = new ArrayList<>();
  public int maxEvents = Integer.MAX_VALUE;
  public volatile RuntimeException appendFailure;
  volatile RuntimeException readFailure;
  RuntimeException acknowledgeFailure;
  public Error statsFailure;

  /** Writes and then fails, so that nobody knows. */
  boolean failsAfterWriting;

  boolean everFailedAfterWriting;

  /** What {@code append} waits for: a disk that stalls. */
  public volatile CountDownLatch stall;

  /** How many calls have met the stall. */
  public volatile int stalled;

  /** What happens elsewhere while {@code adopt} runs. */
  public Runnable meanwhile = () -> {};

  int reads;
  int acknowledgements;
  public volatile int closed;
  private long last;
  private long quarantined;
  private volatile JournalStats stats = JournalStats.EMPTY;

  public FakeJournal() {
    this(new TreeMap<>());
  }

  private FakeJournal(TreeMap<Long, JournalEntry> disk) {
    this.disk = disk;
    this.last = disk.isEmpty() ? 0 : disk.lastKey();
    publish();
  }

  /** What {@code acknowledge} throws from now on; null for nothing. */
  public void failAcknowledging(RuntimeException failure) {
    acknowledgeFailure = failure;
  }

  /** The same disk, as the next process opens it. */
  FakeJournal reopened() {
    return new FakeJournal(disk);
  }

  static JournalEntry entry(long sequence, MaestroEvent event) {
    return new JournalEntry(sequence, Instant.EPOCH, EncodedEvent.of(event));
  }

  /** Flips a bit, so to speak. */
  void damage(long sequence) {
    disk.put(sequence, entry(sequence, Events.event(DAMAGED, 0)));
  }

  public List<String> names() {
    return disk.values().stream().map(entry -> Events.name(entry.event())).toList();
  }

  @Override
  public long lastSequence() {
    return last;
  }

  @Override
  public void append(List<JournalEntry> entries) {
    await();
    if (closed > 0) {
      breaches.add("append after close");
    }
    if (entries.isEmpty()) {
      breaches.add("append of nothing");
    }
    if (appendFailure != null) {
      if (failsAfterWriting) {
        everFailedAfterWriting = true;
        write(entries);
      }
      throw appendFailure;
    }
    if (disk.size() + entries.size() > maxEvents) {
      throw new JournalFullException("full at " + maxEvents);
    }
    write(entries);
    commits.add(entries.size());
  }

  private void await() {
    CountDownLatch latch = stall;
    if (latch != null) {
      stalled++;
      Deadline.await(latch);
    }
  }

  private void write(List<JournalEntry> entries) {
    long before = 0;
    for (JournalEntry entry : entries) {
      if (entry.sequence() <= before) {
        breaches.add("sequences do not ascend: " + entry.sequence() + " after " + before);
      }
      before = entry.sequence();
      JournalEntry there = disk.putIfAbsent(entry.sequence(), entry);
      if (there != null && !there.event().id().equals(entry.event().id())) {
        breaches.add("sequence " + before + " is taken by " + Events.name(there.event()));
      }
      last = Math.max(last, entry.sequence());
    }
    publish();
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    reads++;
    if (readFailure != null) {
      throw readFailure;
    }
    List<JournalEntry> found = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<Long, JournalEntry> row : List.copyOf(disk.tailMap(after, false).entrySet())) {
      if (row.getValue().event().orderingKey().equals(DAMAGED)) {
        disk.remove(row.getKey());
        quarantined++;
        continue;
      }
      bytes += row.getValue().event().sizeBytes();
      if (found.size() == maxEntries || (!found.isEmpty() && bytes > maxBytes)) {
        break;
      }
      found.add(row.getValue());
    }
    publish();
    return found;
  }

  @Override
  public void acknowledge(long[] sequences) {
    if (acknowledgeFailure != null) {
      throw acknowledgeFailure;
    }
    acknowledgements++;
    for (long sequence : sequences) {
      disk.remove(sequence);
    }
    publish();
  }

  @Override
  public int adopt(long nextSequence) {
    meanwhile.run();
    int adopted = orphans.size();
    for (int i = 0; i < adopted; i++) {
      JournalEntry orphan = orphans.remove();
      write(List.of(new JournalEntry(nextSequence + i, orphan.acceptedAt(), orphan.event())));
    }
    return adopted;
  }

  private void publish() {
    stats =
        new JournalStats(
            disk.size(),
            disk.values().stream().mapToLong(entry -> entry.event().sizeBytes()).sum(),
            disk.isEmpty() ? null : disk.firstEntry().getValue().acceptedAt(),
            quarantined);
  }

  @Override
  public JournalStats stats() {
    if (statsFailure != null) {
      throw statsFailure;
    }
    return stats;
  }

  @Override
  public void close() {
    closed++;
  }
}
