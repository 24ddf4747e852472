package io.github.maestroevents.delivery.internal.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SequenceRangesTest {

  private final SequenceRanges ranges = new SequenceRanges();

  @Test
  void sequence_isContained_fromTheFirstToTheLastOfItsRange() {
    ranges.add(5, 7);
    assertThat(ranges.contains(4)).isFalse();
    assertThat(ranges.contains(5)).isTrue();
    assertThat(ranges.contains(7)).isTrue();
    assertThat(ranges.contains(8)).isFalse();
  }

  @Test
  void removal_splitsARange() {
    ranges.add(1, 3);
    ranges.remove(2);
    assertThat(ranges.contains(1)).isTrue();
    assertThat(ranges.contains(2)).isFalse();
    assertThat(ranges.contains(3)).isTrue();
  }

  @Test
  void rangeThatEndsLater_stays_whenWhatIsBeforeIsForgotten() {
    ranges.add(1, 3);
    ranges.add(10, 20);
    ranges.removeUpTo(15);
    assertThat(ranges.contains(2)).isFalse();
    assertThat(ranges.contains(20)).isTrue();
  }

  /** Single sequences added in ascending order and removed in any: as a plain set has it. */
  @Property(tries = 500)
  void ranges_holdWhatASetHolds(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 30) Integer> added,
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 30) Integer> removed) {
    SequenceRanges tried = new SequenceRanges();
    TreeSet<Integer> model = new TreeSet<>(added);
    model.forEach(sequence -> tried.add(sequence, sequence));
    for (int sequence : removed) {
      tried.remove(sequence);
      model.remove(sequence);
    }
    for (int sequence = 0; sequence <= 31; sequence++) {
      assertThat(tried.contains(sequence)).isEqualTo(model.contains(sequence));
    }
  }
}
