package io.github.maestroevents.delivery.store;

import java.util.List;
import java.util.Optional;

/**
 * Where accepted events lie on disk until they are delivered. Implemented by stores, called by the
 * engine: a host only makes one and gives it to {@code NonBlockingPublisherBuilder.journal}, whose
 * publisher owns it and closes it. One journal serves one destination.
 *
 * <p>Except for {@link #stats()}, all methods are called by one thread at a time, the journal
 * thread of the publisher. They may block on the disk, and throw {@link JournalException} when they
 * fail; the engine logs that, keeps what it holds and calls again later. A call must end, in an
 * exception at worst: while it lasts nothing is written and, under {@code JOURNALED}, nothing is
 * accepted.
 */
public interface EventJournal extends AutoCloseable {

  /**
   * The largest sequence the journal has ever held as far as it knows, at least the largest it
   * holds now; 0 if there is none. Asked for once, before everything else: the engine numbers on
   * from there.
   */
  long lastSequence();

  /**
   * Writes events, all or none. On return they are durable: they outlive the process and, as far as
   * the store promises it, the machine.
   *
   * <p>Sequences ascend within a call and are above 0. They are not in the journal yet, unless a
   * call that failed is repeated, wholly or in part: entries that turn out to be there already stay
   * as they are and are no error. A call may bring sequences below some that were written before:
   * what a closing publisher has left, or what leaves memory for a part in trouble. {@link #read}
   * sorts by sequence, whatever came first.
   *
   * @param entries at least one; not kept by the caller
   * @throws JournalFullException if the store's bound would be passed; nothing was written
   * @throws JournalException if it failed; whether the entries were written is not known if the
   *     store says so, and then they may be found after a restart
   */
  void append(List<JournalEntry> entries);

  /**
   * The oldest entries above a sequence, ascending by sequence. Entries stay in the journal until
   * they are acknowledged. A damaged entry is moved to quarantine with its bytes, reported once,
   * and left out.
   *
   * @param after only entries with larger sequences; 0 for all
   * @param maxEntries how many at most, at least 1
   * @param maxBytes how many bytes of {@code EncodedEvent.sizeBytes()} at most, but for the first
   *     entry, which is returned however large it is
   * @return the entries; empty when there is none above {@code after}
   */
  List<JournalEntry> read(long after, int maxEntries, long maxBytes);

  /**
   * Forgets entries that have left the engine. Their space is reused, and given back when it is not
   * needed.
   *
   * @param sequences in any order; those not in the journal are ignored
   */
  void acknowledge(long[] sequences);

  /**
   * Takes over the entries that dead neighbours have left, where processes share a store, and tells
   * the neighbours that this process lives. Called every few seconds, busy or idle.
   *
   * @param nextSequence the number for the first of them; the others follow without a gap, in their
   *     neighbour's order
   * @return how many were taken over; always 0 for a store of one process
   */
  int adopt(long nextSequence);

  /** Counters and sizes. Any thread, never blocks on the disk. */
  JournalStats stats();

  /**
   * Where the processes that share this store tell each other how they are; empty for a store of
   * one process. Always the same. Any thread, never blocks on the disk.
   */
  default Optional<NodeBoard> nodeBoard() {
    return Optional.empty();
  }

  /**
   * Releases what the store holds; what is not acknowledged stays for the next start. Idempotent.
   */
  @Override
  void close();
}
