package io.github.maestroevents.sqs.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestsTest {

  @Test
  void requests_areAsFewAsTheCountAllows() {
    assertThat(pack(new long[25])).extracting(List::size).containsExactly(10, 10, 5);
  }

  @Test
  void requests_areAsFewAsTheBytesAllow_andKeepTheOrder() {
    assertThat(pack(60, 40, 1, 99, 100, 1))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4), List.of(5));
  }

  @Test
  void noMessages_makeNoRequest() {
    assertThat(pack()).isEmpty();
  }

  @Test
  void halves_holdAllInOrder() {
    assertThat(Requests.halves(List.of(4, 7, 9))).containsExactly(List.of(4), List.of(7, 9));
  }

  private static List<List<Integer>> pack(long... sizes) {
    return Requests.pack(IntStream.range(0, sizes.length).boxed().toList(), sizes, 10, 100);
  }
}
