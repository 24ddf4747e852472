package io.github.maestroevents.delivery.internal.backlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which events wait on disk because a part of the destination is in trouble. Those behind them
 * pass, but for those of the same ordering key, which are parked behind them: that keeps the order
 * of the key. Confined to the delivery thread.
 *
 * <p>Only sequences and keys are in memory, up to a bound. The events themselves are on disk.
 */
final class Parking {

  /** What the index weighs, in longs, when no further key is taken: 8 MiB. */
  static final int MOST = 1 << 20;

  /** What a key weighs besides its sequences: objects, map entries and text. */
  private static final int KEY = 32;

  /** Parts looked at before others have their turn. */
  private static final int LOOKS = 256;

  private final Map<String, ParkedKey> keys = new HashMap<>();

  /** Whose turn it is stands first. */
  private final Map<String, ParkedPart> parts = new LinkedHashMap<>();

  private int onDisk;
  private int onTheWay;

  /** Events that are parked on disk. */
  int onDisk() {
    return onDisk;
  }

  /** Parts that have parked events. */
  int parts() {
    return parts.size();
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether events may be parked of keys that have none. */
  boolean hasRoom() {
    return onDisk + onTheWay + KEY * keys.size() < MOST;
  }

  /** Whether events of this key are parked, or on the way: a new one goes behind them. */
  boolean holds(String orderingKey) {
    return keys.containsKey(orderingKey);
  }

  /** Whether an event of this key that is written now has older ones before it that are parked. */
  boolean holdsOlder(String orderingKey) {
    ParkedKey key = keys.get(orderingKey);
    return key != null && (!key.sequences.isEmpty() || key.olderOnTheWay > 0);
  }

  /**
   * A new event is to be written, and parked then.
   *
   * @param part which part of the destination is in trouble; null if nobody knows
   */
  void expect(String orderingKey, @Nullable String part) {
    key(orderingKey, part).onTheWay++;
    onTheWay++;
  }

  /** The same of an event that left its lane: none of its key is tried before it is on disk. */
  void expectOlder(String orderingKey, @Nullable String part) {
    expect(orderingKey, part);
    key(orderingKey, part).olderOnTheWay++;
  }

  /**
   * An expected event is written, or goes another way.
   *
   * @param older whether it had left its lane
   */
  void expectNoMore(String orderingKey, boolean older) {
    ParkedKey key = keys.get(orderingKey);
    if (key != null && key.onTheWay > 0) {
      key.onTheWay--;
      onTheWay--;
      key.olderOnTheWay -= older ? 1 : 0;
      forgetIfEmpty(key);
    }
  }

  /** An event is on disk alone, and stays there for now. */
  void add(String orderingKey, @Nullable String part, long sequence) {
    ParkedKey key = key(orderingKey, part);
    key.returned |= key.sequences.isEmpty() || sequence < key.sequences.first();
    key.sequences.add(sequence);
    onDisk++;
  }

  /** An event is no longer on disk alone: it is in memory again, or lost. */
  void remove(String orderingKey, long sequence) {
    ParkedKey key = keys.get(orderingKey);
    if (key != null && key.sequences.remove(sequence)) {
      onDisk--;
      forgetIfEmpty(key);
    }
  }

  private ParkedKey key(String orderingKey, @Nullable String part) {
    ParkedKey known = keys.get(orderingKey);
    if (known != null) {
      return known;
    }
    ParkedKey key =
        new ParkedKey(
            orderingKey, parts.computeIfAbsent(part == null ? "" : part, ParkedPart::new));
    key.part.add(key);
    keys.put(orderingKey, key);
    return key;
  }

  private void forgetIfEmpty(ParkedKey key) {
    if (key.isEmpty()) {
      keys.remove(key.orderingKey);
      key.part.remove(key);
      if (key.part.isEmpty()) {
        parts.remove(key.part.name);
      }
    }
  }

  /**
   * Chooses events to be read, of the parts in turn, a few of each, or more if its last were
   * delivered.
   *
   * @param isInMemory whether older events of a key are in memory, which decide first
   * @return the keys of which something was chosen
   */
  List<ParkedKey> choose(List<Long> chosen, int most, Predicate<String> isInMemory) {
    List<ParkedKey> tried = new ArrayList<>();
    for (int looks = Math.min(parts.size(), LOOKS); looks > 0 && chosen.size() < most; looks--) {
      tried.addAll(next().choose(chosen, most - chosen.size(), isInMemory));
    }
    return tried;
  }

  /** The part whose turn it is, which goes to the end. */
  private ParkedPart next() {
    Iterator<ParkedPart> inTurn = parts.values().iterator();
    ParkedPart part = inTurn.next();
    inTurn.remove();
    parts.put(part.name, part);
    return part;
  }

  /** The oldest, ascending. */
  List<Long> oldest(int most) {
    return keys.values().stream()
        .flatMapToLong(key -> LongStream.of(key.sequences.toArray()))
        .sorted()
        .limit(most)
        .boxed()
        .toList();
  }

  /** Whether this event is parked on disk. */
  boolean contains(String orderingKey, long sequence) {
    ParkedKey key = keys.get(orderingKey);
    return key != null && key.sequences.contains(sequence);
  }

  /** The journal has an event no longer, whatever its key: a walk over all of them. */
  void lose(long sequence) {
    for (ParkedKey key : keys.values()) {
      if (key.sequences.remove(sequence)) {
        onDisk--;
        forgetIfEmpty(key);
        return;
      }
    }
  }

  /** Whether what was tried of a key has failed and come back. */
  boolean isBack(ParkedKey key) {
    ParkedKey current = keys.get(key.orderingKey);
    return current != null && (current != key || key.returned);
  }
}
