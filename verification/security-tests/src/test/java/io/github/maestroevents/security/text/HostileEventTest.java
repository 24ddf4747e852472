package io.github.maestroevents.security.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One event of any shape and of many megabytes, in a host with a small heap: it is accounted for,
 * handed over with its identity and its size, and costs its neighbours nothing.
 */
class HostileEventTest {

  @ParameterizedTest
  @CsvSource({"64m, 6000000, bytes", "256m, 15000000, events"})
  void eventThatIsTooLarge_isHandedOver_andNeighboursGoOn(String heap, String size, String takes)
      throws Exception {
    ChildJvm.End end = ChildJvm.run(heap, HostileHost.class, "all", size, takes, "-");

    for (String shape : HostileShapes.ALL.keySet()) {
      String fate = end.fact(shape);
      assertThat(fate).as(shape).startsWith("stage=Rejected neighbours=20 balance=true letters=1");
      assertThat(fate).as(shape).contains("reason=TOO_LARGE").doesNotContain("id=none");
      assertThat(fate).as(shape).containsPattern("message=The event has [0-9]+ bytes or more");
    }
    assertThat(end.exitCode()).isZero();
  }

  /** What is read for its identity costs many times its size, if it is read without a bound. */
  @Test
  void eventThatMayBeAsLarge_isAccountedFor_whateverItsShape() throws Exception {
    ChildJvm.End end = ChildJvm.run("64m", HostileHost.class, "all", "2000000", "bytes", "-");

    Set<String> fates = new TreeSet<>();
    for (String shape : HostileShapes.ALL.keySet()) {
      String fate = end.fact(shape);
      assertThat(fate).as(shape).contains("neighbours=20 balance=true");
      assertThat(fate).as(shape).doesNotContain("OutOfMemory").doesNotContain("id=none");
      fates.add(fate.substring(0, fate.indexOf(' ')));
    }
    assertThat(fates).containsExactly("stage=Delivered", "stage=Rejected");
    assertThat(end.exitCode()).isZero();
  }

  /** Even if there is no memory for the event, nobody waits for ever. */
  @Test
  void eventThatExhaustsTheHeap_isHandedOver_allTheSame() throws Exception {
    ChildJvm.End end =
        ChildJvm.run(
            "64m", HostileHost.class, "typed-controls", "9000000", "bytes", "-", "1073741824");

    assertThat(end.fact("typed-controls"))
        .startsWith("stage=Rejected neighbours=20 balance=true letters=1")
        .contains("cause=OutOfMemoryError");
  }
}
