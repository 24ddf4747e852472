package io.github.maestroevents.verification.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in in a server, and what the server goes through. */
class NetflixMaestroHostTest {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

  /**
   * Short, so that a test need not wait long; and long, so that a busy machine keeps its leases.
   */
  private static final String LEASE =
      "--maestro.events.destinations.audit.postgresql.lease-time=8s";

  /** A disk that stalls for longer than the append timeout makes some; an outage of Kafka none. */
  private static final long FEW = 20;

  @TempDir static Path home;

  private static Bed bed;

  @BeforeAll
  static void startBed() {
    bed = Bed.start(home);
  }

  @AfterAll
  static void endBed() {
    bed.close();
  }

  /** A test that fails in an outage must not fail the next. */
  @AfterEach
  void endOutage() {
    if (bed.kafka().node(1).isAlive()) {
      bed.kafka().resume();
    } else {
      bed.kafka().restart(1);
    }
  }

  @Test
  void everyEvent_arrivesByteForByte_underOneId_andInOrder() {
    try (Fleet fleet = new Fleet(bed, "healthy", List.of())) {
      ServerProcess server = fleet.start("one");
      fleet.enqueue(600);
      fleet.awaitAccepted();

      isWhole(fleet);
      assertThat(fleet.sends("one").refused()).isLessThanOrEqualTo(FEW);
      assertThat(server.log()).contains("maestro-events publishes to 1 destination");
      assertThat(server.terminate()).isLessThan(STOP_LIMIT);
      assertThat(fleet.journaled()).isZero();
    }
  }

  @Test
  void brokerThatIsDownAtTheStart_thenKilled_thenSilent_costsNoEvent_andRefusesFew() {
    try (Fleet fleet = new Fleet(bed, "outages", List.of())) {
      bed.kafka().node(1).kill9();
      ServerProcess server = fleet.start("one");
      long start = System.nanoTime();
      fleet.enqueue(300);
      fleet.awaitAccepted();
      report("down at the start", fleet, start);
      bed.kafka().restart(1);
      fleet.awaitArrivals();

      fleet.enqueue(200);
      bed.kafka().node(1).kill9();
      start = System.nanoTime();
      fleet.enqueue(200);
      fleet.awaitAccepted();
      report("killed", fleet, start);
      bed.kafka().restart(1);
      fleet.awaitArrivals();

      bed.kafka().suspend();
      start = System.nanoTime();
      fleet.enqueue(300);
      fleet.awaitAccepted();
      report("silent", fleet, start);
      bed.kafka().resume();

      isWhole(fleet);
      assertThat(fleet.sends("one").refused()).isLessThanOrEqualTo(FEW);
      assertThat(server.log()).doesNotContain("A worker has ended");
      assertThat(Noise.of(server.log()))
          .as("lines of three outages, by what they say")
          .isNotEmpty()
          .allSatisfy((line, times) -> assertThat(times).isLessThanOrEqualTo(9));
    }
  }

  @Test
  void serverThatIsKilledInAnOutage_isInheritedByItsNeighbour() {
    try (Fleet fleet = new Fleet(bed, "killed", List.of(LEASE))) {
      bed.kafka().node(1).kill9();
      ServerProcess one = fleet.start("one");
      fleet.enqueue(200);
      fleet.awaitAccepted(); // all of them by this one
      ServerProcess two = fleet.start("two");
      fleet.enqueue(100);
      fleet.awaitAccepted();
      assertThat(fleet.journaled()).isEqualTo(300);

      one.kill9();
      fleet.enqueue(100);
      fleet.awaitAccepted();
      bed.kafka().restart(1);

      isWhole(fleet);
      assertThat(two.log()).doesNotContain("A worker has ended");
    }
  }

  @Test
  void serverThatIsStoppedInAnOutage_endsInTime_andTheNextStartDelivers() {
    try (Fleet fleet = new Fleet(bed, "stopped", List.of(LEASE))) {
      ServerProcess one = fleet.start("one");
      bed.kafka().node(1).kill9();
      fleet.enqueue(300);
      fleet.awaitAccepted();
      fleet.enqueue(100); // some of these are under way when it stops

      assertThat(one.terminate()).isLessThan(STOP_LIMIT);
      fleet.launch("two");
      bed.kafka().restart(1);
      fleet.awaitAccepted();

      isWhole(fleet);
    }
  }

  /** Every event is there, once but for repetitions, under one id, and in its order. */
  private static void isWhole(Fleet fleet) {
    Arrivals arrivals = fleet.awaitArrivals();
    assertThat(arrivals.strange).isEmpty();
    assertThat(arrivals.idsByEvent.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    for (String node : fleet.nodes()) {
      assertThat(arrivals.disordered(fleet.sends(node))).as("out of order at " + node).isZero();
    }
    System.out.printf(
        "%d events arrived, %d duplicates%n", arrivals.idsByEvent.size(), arrivals.duplicates());
  }

  private static void report(String what, Fleet fleet, long startNanos) {
    Sends sends = fleet.sends("one");
    System.out.printf(
        "%s: %.0f %% of the workers' time in send, longest call %d ms, refused %d%n",
        what,
        100 * sends.share(startNanos, System.nanoTime(), Fleet.WORKERS),
        sends.longestMillis(),
        sends.refused());
  }
}
