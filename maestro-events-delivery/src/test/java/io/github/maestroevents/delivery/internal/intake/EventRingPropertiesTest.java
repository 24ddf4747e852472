package io.github.maestroevents.delivery.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The ring against a model that a child could check: a list of places in the order of their claims,
 * each filled or not. Producers stop in the middle of an offer and go on at any later time.
 */
class EventRingPropertiesTest {

  enum Act {
    OFFER,
    CLAIM,
    FILL,
    POLL,
    POLL_OR_SKIP
  }

  @Property
  void ring_behavesLikeAListOfPlaces(
      @ForAll @IntRange(min = 1, max = 9) int capacity, @ForAll @Size(max = 60) List<Act> acts) {
    Run run = new Run(capacity);
    for (Act act : acts) {
      run.on(act);
      run.check();
    }
    run.end();
  }

  /** The model beside the ring. Events are their numbers, in the order of the claims. */
  private static final class Run {

    private final EventRing ring;
    private final List<Integer> inRing = new ArrayList<>();
    private final List<Integer> skipped = new ArrayList<>();
    private final Set<Integer> unfilled = new LinkedHashSet<>();
    private final List<Object> out = new ArrayList<>();
    private int claimed;
    private int firstSkipped = Integer.MAX_VALUE;

    Run(int capacity) {
      ring = new EventRing(capacity, new TickingClock(), 5_000_000);
    }

    void on(Act act) {
      switch (act) {
        case OFFER -> offer();
        case CLAIM -> claim();
        case FILL -> unfilled.stream().findFirst().ifPresent(this::fill);
        case POLL -> assertThat(ring.poll()).isEqualTo(modelPoll());
        case POLL_OR_SKIP -> assertThat(ring.pollOrSkip()).isEqualTo(modelPollOrSkip());
      }
    }

    private boolean hasRoom() {
      int taken = claimed - inRing.size();
      return claimed < (long) Math.min(taken, firstSkipped) + ring.capacity();
    }

    private void offer() {
      boolean room = hasRoom();
      assertThat(ring.offer(claimed)).isEqualTo(room);
      if (room) {
        inRing.add(claimed++);
      }
    }

    private void claim() {
      if (hasRoom()) {
        assertThat(ring.claimed.claim(claimed)).isTrue();
        unfilled.add(claimed);
        inRing.add(claimed++);
      }
    }

    private void fill(int place) {
      unfilled.remove(place);
      ring.slots[place % ring.capacity()] = place;
    }

    private Integer modelPoll() {
      return inRing.isEmpty() || unfilled.contains(inRing.get(0)) ? null : given(inRing.remove(0));
    }

    private Integer modelPollOrSkip() {
      for (Integer place : skipped) {
        if (!unfilled.contains(place)) {
          skipped.remove(place);
          return given(place);
        }
      }
      while (!inRing.isEmpty()) {
        Integer event = modelPoll();
        if (event != null) {
          return event;
        }
        firstSkipped = Math.min(firstSkipped, inRing.get(0));
        skipped.add(inRing.remove(0));
      }
      return null;
    }

    private Integer given(Integer place) {
      out.add(place);
      return place;
    }

    void check() {
      assertThat(ring.offered()).isEqualTo(claimed);
      assertThat(ring.size()).isEqualTo(inRing.size());
      assertThat(ring.isEmpty()).isEqualTo(inRing.isEmpty());
      assertThat(ring.unfilled()).isEqualTo(skipped.size());
    }

    /** In the end every event comes out once, whatever was late. */
    void end() {
      while (!unfilled.isEmpty()) {
        on(Act.FILL);
      }
      while (ring.pollOrSkip() instanceof Integer event) {
        out.add(event);
      }
      Integer[] all = new Integer[claimed];
      Arrays.setAll(all, i -> i);
      assertThat(out).containsExactlyInAnyOrder((Object[]) all);
      assertThat(ring.unfilled()).isZero();
      assertThat(ring.slots).containsOnlyNulls();
    }
  }
}
