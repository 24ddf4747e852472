package io.github.maestroevents.delivery.internal.backlog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parked keys of one part of the destination, or of all whose part is not known. Confined to
 * the delivery thread.
 */
final class ParkedPart {

  /** Events that are tried at once while none of the last were delivered. */
  static final int FEW = 4;

  private static final int MANY = 1024;

  /** Keys looked at before other parts have their turn. */
  private static final int LOOKS = 1024;

  final String name;

  /** Whose turn it is stands first. */
  private final Map<String, ParkedKey> keys = new LinkedHashMap<>();

  private int allowance = FEW;

  ParkedPart(String name) {
    this.name = name;
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  void add(ParkedKey key) {
    keys.put(key.orderingKey, key);
  }

  void remove(ParkedKey key) {
    keys.remove(key.orderingKey);
  }

  /** Ever more are tried while most are delivered, and few again when none is. */
  void judge(int gone, int tried) {
    if (gone == 0) {
      allowance = FEW;
    } else if (2 * gone >= tried) {
      allowance = Math.min(2 * allowance, MANY);
    } else {
      allowance = Math.max(FEW, allowance / 2);
    }
  }

  /**
   * Chooses what is to be read: of a key the oldest, of as many keys as needed.
   *
   * @param isInMemory whether older events of a key are in memory, which decide first
   * @return the keys of which something was chosen
   */
  List<ParkedKey> choose(List<Long> chosen, int most, Predicate<String> isInMemory) {
    List<ParkedKey> tried = new ArrayList<>();
    int left = Math.min(most, allowance);
    for (int looks = Math.min(keys.size(), LOOKS); looks > 0 && left > 0; looks--) {
      ParkedKey key = next();
      if (key.isReadable() && !isInMemory.test(key.orderingKey)) {
        int events = Math.min(left, key.sequences.size());
        for (int i = 0; i < events; i++) {
          chosen.add(key.sequences.at(i));
        }
        left -= events;
        key.returned = false;
        tried.add(key);
      }
    }
    return tried;
  }

  /** The key whose turn it is, which goes to the end. */
  private ParkedKey next() {
    Iterator<ParkedKey> inTurn = keys.values().iterator();
    ParkedKey key = inTurn.next();
    inTurn.remove();
    keys.put(key.orderingKey, key);
    return key;
  }
}
