package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When parked events are tried again, and how many at once: few and ever more rarely while they
 * fail, ever more while they are delivered. Confined to the delivery thread.
 */
final class Trials {

  /** Events that are tried at once, of all parts, while none of the last were delivered. */
  static final int FEW = 64;

  private static final int MANY = 4096;

  /** Keys looked at to see whether the last events have gone. */
  private static final int LOOKS = 16;

  private final Parking parking;

  /** The keys of the last events; what has gone of them shows how it is. */
  private List<ParkedKey> tried = List.of();

  /** The keys of events that were tried and may be in memory still. */
  private final List<ParkedKey> waiting = new ArrayList<>();

  private boolean someHaveGone;
  private int most = FEW;
  private long delayNanos = TimeLimits.PARKED_NANOS;
  private long lastNanos;
  private int partsThen;

  Trials(Parking parking, long now) {
    this.parking = parking;
    this.lastNanos = now;
  }

  /**
   * Sequences to be read now, ascending; none before the time has come.
   *
   * @param room how many events memory has room for
   * @param troubleRoom how many events may be tried and not answered at once, as long as none of
   *     the last was delivered; {@link Integer#MAX_VALUE} while events that fail may stay in memory
   * @param isInMemory whether events of a key are in memory
   */
  List<Long> choose(int room, int troubleRoom, Predicate<String> isInMemory, long now) {
    boolean isShareFree = troubleRoom == Integer.MAX_VALUE;
    if (parking.onDisk() == 0 || room <= 0 || !isDue(isShareFree, isInMemory, now)) {
      return List.of();
    }
    judge(isInMemory);
    lastNanos = now;
    partsThen = parking.parts();
    waiting.removeIf(key -> !isInMemory.test(key.orderingKey));
    int free = isShareFree || someHaveGone ? room : Math.min(room, troubleRoom - waiting.size());
    if (free <= 0) {
      return List.of(); // what was tried last is not answered yet, and more might only join it
    }
    List<Long> chosen = new ArrayList<>();
    tried = parking.choose(chosen, Math.min(free, most), isInMemory);
    waiting.addAll(tried);
    Collections.sort(chosen);
    return chosen;
  }

  private boolean isDue(boolean troubleHasRoom, Predicate<String> isInMemory, long now) {
    boolean soon = troubleHasRoom || parking.parts() > partsThen;
    long wait = soon ? TimeLimits.PARKED_NANOS : delayNanos;
    return now - lastNanos >= wait
        || tried.stream().limit(LOOKS).anyMatch(key -> hasGone(key, isInMemory));
  }

  /** Whether what was tried of a key has left: it is neither in memory nor parked again. */
  private boolean hasGone(ParkedKey key, Predicate<String> isInMemory) {
    return !isInMemory.test(key.orderingKey) && !parking.isBack(key);
  }

  private void judge(Predicate<String> isInMemory) {
    Map<ParkedPart, Integer> triedOf = new HashMap<>();
    Map<ParkedPart, Integer> goneOf = new HashMap<>();
    int gone = 0;
    for (ParkedKey key : tried) {
      boolean hasGone = hasGone(key, isInMemory);
      triedOf.merge(key.part, 1, Integer::sum);
      goneOf.merge(key.part, hasGone ? 1 : 0, Integer::sum);
      gone += hasGone ? 1 : 0;
    }
    goneOf.forEach((part, goneOfPart) -> part.judge(goneOfPart, triedOf.getOrDefault(part, 0)));
    boolean mostHaveGone = gone > 0 && 2 * gone >= tried.size();
    most = mostHaveGone ? Math.min(2 * most, MANY) : Math.max(FEW, most / 2);
    someHaveGone = gone > 0;
    delayNanos =
        gone > 0 ? TimeLimits.PARKED_NANOS : Math.min(2 * delayNanos, TimeLimits.PARKED_MOST_NANOS);
  }

  /** What was chosen last could not be read, which shows nothing. */
  void notRead() {
    tried = List.of();
  }
}
