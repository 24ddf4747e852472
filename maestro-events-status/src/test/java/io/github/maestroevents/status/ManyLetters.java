package io.github.maestroevents.status;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.DeadLetterReading;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.KeptDeadLetter;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes letters as they are read, and counts how many are read and not yet noted. */
final class ManyLetters implements DeadLetterHandler, DeadLetterSource {

  private final int count;
  private int inHand;
  private int most;

  ManyLetters(int count) {
    this.count = count;
  }

  @Override
  public void handle(DeadLetter letter) {}

  @Override
  public Optional<DeadLetterSource> source() {
    return Optional.of(this);
  }

  @Override
  public DeadLetterReading look() {
    return new Reading();
  }

  @Override
  public DeadLetterReading take() {
    return new Reading();
  }

  /** How many were in hand at once. */
  synchronized int most() {
    return most;
  }

  private synchronized void taken() {
    most = Math.max(most, ++inHand);
  }

  private synchronized void noted(int letters) {
    inHand -= letters;
  }

  private final class Reading implements DeadLetterReading {
    private int next;

    @Override
    public @Nullable KeptDeadLetter next() {
      return next++ < count ? new Made() : null;
    }

    @Override
    public long unreadable() {
      return 0;
    }

    @Override
    public void sentAgain(Collection<? extends KeptDeadLetter> letters, Instant time) {
      noted(letters.size());
    }

    @Override
    public void close() {}
  }

  private final class Made implements KeptDeadLetter {

    @Override
    public String id() {
      return "some-id";
    }

    @Override
    public @Nullable String type() {
      return null;
    }

    @Override
    public @Nullable String workflowId() {
      return null;
    }

    @Override
    public String destination() {
      return "audit";
    }

    @Override
    public String reason() {
      return "REJECTED";
    }

    @Override
    public @Nullable Instant time() {
      return null;
    }

    @Override
    public long bytes() {
      return 100;
    }

    @Override
    public boolean isSentAgain() {
      return false;
    }

    @Override
    public MaestroEvent event() {
      taken();
      return TestEvents.event();
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of();
    }
  }
}
