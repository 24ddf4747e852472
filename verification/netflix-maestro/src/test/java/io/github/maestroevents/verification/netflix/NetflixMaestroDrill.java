package io.github.maestroevents.verification.netflix;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The faults of {@link NetflixMaestroHostTest} at their full length and under a steady load, with
 * what they cost. Takes about eight minutes for each acceptance level; docs/netflix-maestro.md has
 * the command.
 */
public final class NetflixMaestroDrill {

  private static final int EVENTS_PER_TENTH = 5;
  private static final Map<String, List<String>> LEVELS =
      Map.of(
          "journaled", List.of(),
          "confirmed", List.of("--maestro.events.journal=none"));

  private final Bed bed;
  private final String level;
  private final List<String> faults;

  private NetflixMaestroDrill(Bed bed, String level, List<String> faults) {
    this.bed = bed;
    this.level = level;
    this.faults = faults;
  }

  /**
   * @param words {@code journaled}, {@code confirmed}, or both; the former if neither is named.
   *     Other words choose faults: those with one of them in their name. Without any, all
   */
  public static void main(String[] words) throws IOException {
    List<String> levels = Arrays.stream(words).filter(LEVELS::containsKey).toList();
    List<String> faults = Arrays.stream(words).filter(word -> !LEVELS.containsKey(word)).toList();
    try (Bed bed = Bed.start(Files.createTempDirectory("netflix-maestro-drill"))) {
      System.out.println(
          "level fault | accepted refused | in send, longest | duplicates strange disordered |"
              + " noisiest line");
      for (String level : levels.isEmpty() ? List.of("journaled") : levels) {
        new NetflixMaestroDrill(bed, level, faults).run();
      }
    }
  }

  private boolean isLeftOut(String what) {
    return !faults.isEmpty() && faults.stream().noneMatch(what::contains);
  }

  private void run() {
    fault("nothing for 20 s", () -> {}, 20, () -> {});
    fault(
        "broker killed, 60 s", () -> bed.kafka().node(1).kill9(), 60, () -> bed.kafka().restart(1));
    fault("broker silent, 40 s", () -> bed.kafka().suspend(), 40, () -> bed.kafka().resume());
    downAtStart();
    serverGone("server killed and restarted", ServerProcess::kill9);
    serverGone("server stopped and restarted", ServerProcess::terminate);
    neighbourDies();
  }

  private void fault(String what, Runnable begin, int seconds, Runnable end) {
    if (isLeftOut(what)) {
      return;
    }
    try (Fleet fleet = fleet(what)) {
      fleet.start("one");
      load(fleet, 5);
      begin.run();
      long start = System.nanoTime();
      load(fleet, seconds);
      long stop = System.nanoTime();
      end.run();
      load(fleet, 5);
      report(what, fleet, start, stop);
    }
  }

  private void downAtStart() {
    String what = "broker down at the start, 30 s";
    if (isLeftOut(what)) {
      return;
    }
    try (Fleet fleet = fleet(what)) {
      bed.kafka().node(1).kill9();
      fleet.start("one");
      long start = System.nanoTime();
      load(fleet, 30);
      long stop = System.nanoTime();
      bed.kafka().restart(1);
      load(fleet, 5);
      report(what, fleet, start, stop);
    }
  }

  private void serverGone(String what, Consumer<ServerProcess> end) {
    if (isLeftOut(what)) {
      return;
    }
    try (Fleet fleet = fleet(what)) {
      ServerProcess one = fleet.start("one");
      bed.kafka().node(1).kill9();
      long start = System.nanoTime();
      load(fleet, 15);
      end.accept(one);
      long stop = System.nanoTime();
      bed.kafka().restart(1);
      fleet.start("two");
      load(fleet, 5);
      report(what, fleet, start, stop);
    }
  }

  private void neighbourDies() {
    String what = "one of two servers killed";
    if (isLeftOut(what)) {
      return;
    }
    try (Fleet fleet = fleet(what)) {
      ServerProcess one = fleet.start("one");
      fleet.start("two");
      bed.kafka().node(1).kill9();
      long start = System.nanoTime();
      load(fleet, 10);
      one.kill9();
      load(fleet, 10);
      long stop = System.nanoTime();
      bed.kafka().restart(1);
      load(fleet, 5);
      report(what, fleet, start, stop);
    }
  }

  private Fleet fleet(String what) {
    return new Fleet(bed, level + "_" + what.replaceAll("[^a-z0-9]+", "_"), LEVELS.get(level));
  }

  /** A steady load, as a server has it, for this long. */
  private static void load(Fleet fleet, int seconds) {
    CountDownLatch ticks = new CountDownLatch(seconds * 10);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      timer.scheduleAtFixedRate(
          () -> {
            if (ticks.getCount() > 0) {
              fleet.enqueue(EVENTS_PER_TENTH);
              ticks.countDown();
            }
          },
          0,
          100,
          TimeUnit.MILLISECONDS);
      ticks.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    } finally {
      timer.shutdownNow();
    }
  }

  private void report(String what, Fleet fleet, long start, long stop) {
    long before = System.nanoTime();
    fleet.awaitAccepted();
    Arrivals arrivals = fleet.awaitArrivals();
    long refused = 0;
    double share = 0;
    long longest = 0;
    int disordered = 0;
    Map.Entry<String, Integer> noisiest = Map.entry("none", 0);
    for (String node : fleet.nodes()) {
      Sends sends = fleet.sends(node);
      refused += sends.refused();
      share = Math.max(share, sends.share(start, stop, Fleet.WORKERS));
      longest = Math.max(longest, sends.longestMillis());
      disordered += arrivals.disordered(sends);
      Map.Entry<String, Integer> noisy =
          Noise.of(fleet.log(node)).entrySet().stream()
              .max(Comparator.comparing(Map.Entry::getValue))
              .orElse(noisiest);
      noisiest = noisy.getValue() > noisiest.getValue() ? noisy : noisiest;
      if (fleet.log(node).contains("A worker has ended")
          && !fleet.log(node).contains("The server stops")) {
        System.out.println("A WORKER DIED at " + node);
      }
    }
    System.out.printf(
        "%s %s | %d %d | %.0f %%, %d ms | %d %d %d | %d x %.100s | all there after %d s%n",
        level,
        what,
        arrivals.idsByEvent.size(),
        refused,
        100 * share,
        longest,
        arrivals.duplicates(),
        arrivals.strange.size(),
        disordered,
        noisiest.getValue(),
        noisiest.getKey(),
        Duration.ofNanos(System.nanoTime() - before).toSeconds());
  }
}
