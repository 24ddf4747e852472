package io.github.maestroevents.drills.host;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowDefinitionChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What a call and the engine's callbacks told of each event, by its number. Any thread. */
final class Ends {

  static final int MOST_EVENTS = 4_000_000;

  private static final int KEYS = 64;
  private static final int ONE_IN_LAZY = 50;

  /** What was told of an event, as bits. */
  enum End {
    RETURNED,
    THROWN,
    DELIVERED,
    DEAD_LETTERED,
    FILTERED;

    private int bit() {
      return 1 << ordinal();
    }
  }

  private final AtomicIntegerArray told = new AtomicIntegerArray(MOST_EVENTS);
  private final AtomicInteger next = new AtomicInteger();
  private final Mischief mischief;

  Ends(Mischief mischief) {
    this.mischief = mischief;
  }

  int nextNumber() {
    return next.getAndIncrement();
  }

  boolean isFull() {
    return next.get() > MOST_EVENTS - 100_000;
  }

  int numbers() {
    return next.get();
  }

  /** A step; or a change of a definition with content that is read only when it is encoded. */
  MaestroEvent event(int number) {
    if (number % ONE_IN_LAZY != 0) {
      return SampleEvents.step("run-" + number % KEYS, number);
    }
    return WorkflowDefinitionChangeEvent.builder()
        .workflowId("workflow-" + number % KEYS)
        .author(new User("author", Map.of("lazy", new LazyContent(mischief))))
        .versionId(number)
        .build();
  }

  static int numberOf(MaestroEvent event) {
    return event instanceof StepInstanceStatusChangeEvent step
        ? (int) step.stepInstanceId()
        : (int) ((WorkflowDefinitionChangeEvent) event).versionId();
  }

  static int numberOf(EncodedEvent event) {
    return numberOf(requireNonNull(MaestroEventJson.read(event.payload())));
  }

  void tell(int number, End end) {
    told.accumulateAndGet(number, end.bit(), (old, bit) -> old | bit);
  }

  boolean is(int number, End end) {
    return (told.get(number) & end.bit()) != 0;
  }

  boolean hasEnded(int number) {
    return is(number, End.DELIVERED) || is(number, End.DEAD_LETTERED) || is(number, End.FILTERED);
  }

  long count(End end) {
    long count = 0;
    for (int number = 0; number < numbers(); number++) {
      count += is(number, end) ? 1 : 0;
    }
    return count;
  }

  /** Events whose call returned and that nobody was told of afterwards. */
  long returnedWithoutEnd() {
    long count = 0;
    for (int number = 0; number < numbers(); number++) {
      count += is(number, End.RETURNED) && !hasEnded(number) ? 1 : 0;
    }
    return count;
  }

  /** What a host may have put into an event: read when the event is encoded, and throws then. */
  public static final class LazyContent {
    private final Mischief mischief;

    private LazyContent(Mischief mischief) {
      this.mischief = mischief;
    }

    /** The property that Jackson reads. */
    public String getValue() {
      mischief.at("encoder", 2);
      return "value";
    }
  }
}
