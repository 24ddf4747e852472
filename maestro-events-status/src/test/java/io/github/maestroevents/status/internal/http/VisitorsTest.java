package io.github.maestroevents.status.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VisitorsTest {

  private final ManualClock clock = ManualClock.create();
  private final Visitors visitors = new Visitors(clock);

  @Test
  void address_mayTryAgain_afterAMinute() {
    for (int i = 0; i < Visitors.MOST_FAILURES_A_MINUTE; i++) {
      assertThat(visitors.mayTry("a")).isTrue();
      visitors.failed("a");
    }
    assertThat(visitors.mayTry("a")).isFalse();
    assertThat(visitors.mayTry("b")).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(visitors.mayTry("a")).isTrue();
  }

  @Test
  void log_tellsOfAnAddressOnce_andOfSomeAddressesAMinute() {
    for (int i = 0; i < Visitors.MOST_LINES_A_MINUTE; i++) {
      assertThat(visitors.mayTell("a" + i)).isTrue();
      assertThat(visitors.mayTell("a" + i)).isFalse();
    }
    assertThat(visitors.mayTell("b")).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(visitors.mayTell("b")).isTrue();
  }

  @Test
  void addressesThatWereHereLongestAgo_areForgotten() {
    for (int i = 0; i < Visitors.MOST_FAILURES_A_MINUTE; i++) {
      visitors.failed("a");
    }
    for (int i = 1; i < Visitors.MOST_ADDRESSES; i++) {
      visitors.failed("b" + i);
    }
    assertThat(visitors.mayTry("a")).as("the last place is its own").isFalse();
    for (int i = 0; i < Visitors.MOST_ADDRESSES; i++) {
      visitors.failed("c" + i);
    }
    assertThat(visitors.mayTry("a")).isTrue();
  }

  @Test
  void networkOfVersion6_isOneVisitor() throws Exception {
    assertThat(from("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::/64");
    assertThat(from("2001:db8:1:2:ffff::1")).isEqualTo("2001:db8:1:2::/64");
    assertThat(from("10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(from("::1")).isEqualTo("0:0:0:0:0:0:0:1");
  }

  private static String from(String address) throws Exception {
    return Visitors.from(new InetSocketAddress(InetAddress.getByName(address), 1));
  }
}
