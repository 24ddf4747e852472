package io.github.maestroevents.drills.host;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Throws whatever there is, at random, from its beginning until it heals. Any thread. */
final class Mischief {

  private static final List<Supplier<Throwable>> KINDS =
      List.of(
          () -> new OutOfMemoryError("drill"),
          StackOverflowError::new,
          () -> new NoClassDefFoundError("drill"),
          () -> new AssertionError("drill"),
          () -> new InternalError("drill"),
          () -> new IllegalStateException("drill"),
          () -> new IOException("drill"),
          () -> new InterruptedException("drill"),
          () -> new IllegalArgumentException("drill", new Unspeakable()),
          Unspeakable::new);

  private final Map<String, LongAdder> thrown = new ConcurrentHashMap<>();

  /** From the drill to all threads. */
  private volatile boolean isOn;

  void begin() {
    isOn = true;
  }

  void heal() {
    isOn = false;
  }

  /** Whether one of so many times something bad is to happen; never once healed. */
  boolean strikes(int oneIn) {
    return isOn && ThreadLocalRandom.current().nextInt(oneIn) == 0;
  }

  /** Throws once in so many calls. */
  void at(String place, int oneIn) {
    if (strikes(oneIn)) {
      thrown.computeIfAbsent(place, p -> new LongAdder()).increment();
      throwIt(any());
    }
  }

  /** An error or exception of any kind. */
  static Throwable any() {
    return KINDS.get(ThreadLocalRandom.current().nextInt(KINDS.size())).get();
  }

  /** How often it threw, by place. */
  Map<String, Long> thrown() {
    Map<String, Long> counts = new TreeMap<>();
    thrown.forEach((place, count) -> counts.put(place, count.sum()));
    return counts;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void throwIt(Throwable throwable) throws T {
    throw (T) throwable; // unchecked on purpose: callbacks in other languages throw what they like
  }

  /** An exception that cannot even be asked what it is. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("no cause");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }
}
