package io.github.maestroevents.delivery.internal.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SequenceQueueTest {

  private final SequenceQueue queue = new SequenceQueue();

  /** A number adds it, or removes it if it is there. */
  @Property
  void sequencesAscend_whateverIsAddedAndRemoved(
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 40) Integer> numbers) {
    SequenceQueue sequences = new SequenceQueue();
    TreeSet<Long> model = new TreeSet<>();
    for (long number : numbers) {
      assertThat(sequences.contains(number)).isEqualTo(model.contains(number));
      if (model.remove(number)) {
        assertThat(sequences.remove(number)).isTrue();
      } else {
        assertThat(sequences.remove(number)).isFalse();
        sequences.add(number);
        model.add(number);
      }
      assertThat(sequences.toArray())
          .isEqualTo(model.stream().mapToLong(Long::longValue).toArray());
      assertThat(sequences.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  @Test
  void first_isTheSmallest_andMovesOnWhenItIsRemoved() {
    for (long sequence = 1; sequence <= 100; sequence++) {
      queue.add(sequence);
    }
    for (long sequence = 1; sequence <= 100; sequence++) {
      assertThat(queue.first()).isEqualTo(sequence);
      assertThat(queue.remove(sequence)).isTrue();
    }
    assertThat(queue.isEmpty()).isTrue();
  }
}
