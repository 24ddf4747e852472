package io.github.maestroevents.testbeds.disk;

import java.util.List;
import java.util.Random;

/** How much of what was not synced is on a disk after the power was cut. */
public enum Survivors {

  /** Nothing: the disk had all of it in its memory. */
  NOTHING(false),

  /** The first of it, as a disk has it that keeps the order. */
  FIRST(true),

  /** Any of it, in sectors. */
  ANY(true),

  /** All of it, as after a kill. */
  EVERYTHING(false);

  private final boolean tears;

  Survivors(boolean tears) {
    this.tears = tears;
  }

  /** Any of these. */
  public static Survivors random(Random random) {
    return values()[random.nextInt(values().length)];
  }

  boolean tears() {
    return tears;
  }

  /** For what does not survive without all that was before it. */
  <T> List<T> inOrder(List<T> pending, Random random) {
    return (this == ANY ? FIRST : this).of(pending, random);
  }

  <T> List<T> of(List<T> pending, Random random) {
    return switch (this) {
      case NOTHING -> List.of();
      case FIRST -> pending.subList(0, random.nextInt(pending.size() + 1));
      case ANY -> {
        int percent = random.nextInt(101);
        yield pending.stream().filter(change -> random.nextInt(100) < percent).toList();
      }
      case EVERYTHING -> List.copyOf(pending);
    };
  }
}
