package io.github.maestroevents.drills.disk;

import io.github.maestroevents.drills.TemporaryDirectory;
import io.github.maestroevents.testbeds.disk.PowerCut;
import io.github.maestroevents.testbeds.disk.SimulatedDisk;
import io.github.maestroevents.testbeds.disk.Survivors;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Hosts under JOURNALED live on a disk that writes down what happens to it. Each life is cut at
 * many places: of what was not synced, names of files included, nothing is left, or some, or all.
 * On what is left the journal is opened, and every event that was accepted and not delivered has to
 * be in it or among the dead letters. The last cut of a life is where the next one begins. In some
 * lives the file is damaged where it holds no events, so that it is saved into a new one.
 *
 * <p>Then the first life is cut again, with some of the syncs taken out. Events have to be lost
 * now, or the drill proves nothing.
 *
 * <p>Exit status: 0 all held; 1 an event is lost, or none without syncs; 3 the disk cannot be
 * simulated here.
 */
public final class PowerCutDrill {

  /** Some may be syncs of what was synced before, which nobody misses. */
  private static final int FEWEST_SINGLE_SYNCS = 8;

  private final Path home;
  private final SimulatedDisk disk;
  private final Random random;
  private final int events;
  private final PrintStream out;

  private PowerCutDrill(Path home, int events, long seed, PrintStream out) {
    this.out = out;
    this.home = home;
    this.disk = SimulatedDisk.in(home);
    this.events = events;
    this.random = new Random(seed);
  }

  /** Runs the drill; arguments: lives (10), cuts of each (40), events of each (3000), a seed. */
  public static void main(String[] args) {
    int lives = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int cuts = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    int events = args.length > 2 ? Integer.parseInt(args[2]) : 3_000;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : System.nanoTime();
    System.out.println("seed " + seed);
    try {
      System.exit(isSound(run(lives, cuts, events, seed, System.out)) ? 0 : 1);
    } catch (UnsupportedOperationException cannot) {
      System.out.println("SKIPPED: " + cannot.getMessage());
      System.exit(3);
    }
  }

  /** Lives with all syncs first, then one account for each kind that was taken out. */
  static List<PowerCutAccount> run(int lives, int cuts, int events, long seed, PrintStream out) {
    try (TemporaryDirectory home = TemporaryDirectory.create()) {
      List<PowerCutAccount> accounts =
          new PowerCutDrill(home.path(), events, seed, out).run(lives, cuts);
      out.println(PowerCutAccount.HEADING);
      accounts.forEach(account -> out.println(account.line()));
      out.println(
          isSound(accounts)
              ? "RESULT: nothing accepted is lost, and without any of its syncs something is"
              : "RESULT: an event is lost, or the drill proves nothing");
      return accounts;
    }
  }

  private static boolean isSound(List<PowerCutAccount> accounts) {
    return accounts.get(0).lost() == 0
        && accounts.get(1).lost() == 0
        && accounts.stream().skip(2).allMatch(account -> account.lost() > 0);
  }

  private List<PowerCutAccount> run(int lives, int cuts) {
    PowerCutAccount sound = new PowerCutAccount("all syncs", 0, 0, 0);
    PowerCutAccount salvaged = new PowerCutAccount("all syncs, damaged file", 0, 0, 0);
    List<PowerCutAccount> without = List.of();
    Map<String, String> owed = Map.of();
    for (int number = 1; number <= lives; number++) {
      boolean damages = number % 3 == 2 && DamagedPage.write(disk.root());
      PowerLife life = PowerLife.run(disk, number, events, owed);
      for (int i = 0; i < cuts; i++) {
        PowerCutAccount sum = damages ? salvaged : sound;
        sum = cut(life, life.anywhere(random), Survivors.random(random), PowerCut.Syncs.ALL, sum);
        sound = damages ? sound : sum;
        salvaged = damages ? sum : salvaged;
      }
      if (number == 1) {
        without = withoutSyncs(life, Math.max(4, cuts / 4));
      }
      owed = cutForGood(life);
    }
    List<PowerCutAccount> accounts = new ArrayList<>(List.of(sound, salvaged));
    accounts.addAll(without);
    return accounts;
  }

  private List<PowerCutAccount> withoutSyncs(PowerLife life, int cuts) {
    return List.of(
        without(life, cuts, "without syncs of the log", path -> path.endsWith("events.db-wal")),
        without(life, cuts, "without syncs of the file", path -> path.endsWith("events.db")),
        without(life, cuts, "without the directory's", path -> path.endsWith("data/journal")),
        without(life, cuts, "without the one above", path -> path.endsWith("data")),
        without(
            life,
            cuts,
            "without dead letters'",
            path -> path.contains("/" + PowerHost.DEAD_LETTERS)),
        withoutOne(life, cuts));
  }

  private PowerCutAccount without(
      PowerLife life, int cuts, String name, Predicate<String> ignored) {
    PowerCut.Syncs syncs = (place, path) -> !ignored.test(path);
    PowerCutAccount sum = new PowerCutAccount(name, 0, 0, 0);
    int size = life.record().size();
    for (int i = 1; i <= cuts; i++) { // evenly, so that chance does not decide whether it is found
      sum = cut(life, (int) ((long) size * i / cuts), Survivors.NOTHING, syncs, sum);
    }
    return sum;
  }

  /** A single sync of the log behind which events were accepted, and a cut just before the next. */
  private PowerCutAccount withoutOne(PowerLife life, int cuts) {
    List<Integer> places = PowerCut.syncsOf(life.before(), life.record(), "events.db-wal");
    PowerCutAccount sum = new PowerCutAccount("without one sync of the log", 0, 0, 0);
    for (int i = 0; i < Math.max(FEWEST_SINGLE_SYNCS, cuts); i++) {
      int one = random.nextInt(places.size() - 1);
      while (!life.acceptsBetween(places.get(one), places.get(one + 1))) {
        one = random.nextInt(places.size() - 1);
      }
      int missing = places.get(one);
      PowerCut.Syncs syncs = (place, path) -> place != missing;
      sum = cut(life, places.get(one + 1), Survivors.NOTHING, syncs, sum);
    }
    return sum;
  }

  private PowerCutAccount cut(
      PowerLife life, int place, Survivors survivors, PowerCut.Syncs syncs, PowerCutAccount sum) {
    Path target = home.resolve("cut");
    clear(target);
    life.cut(place, survivors, syncs, random, target);
    Map<String, String> owed = life.owed(place);
    Map<String, String> missing = new HashMap<>(owed);
    missing.keySet().removeAll(PowerRemains.on(target));
    if (!missing.isEmpty() && syncs == PowerCut.Syncs.ALL) {
      out.printf(
          Locale.ROOT,
          "lost %,d (%s) at line %,d of %,d of the record, left: %s%n",
          missing.size(),
          new TreeSet<>(missing.values()),
          place,
          life.record().size(),
          survivors);
    }
    return sum.plus(owed.size(), missing.size());
  }

  /** The disk is what the power cut left, and the next life begins. */
  private Map<String, String> cutForGood(PowerLife life) {
    int place = life.anywhere(random);
    clear(disk.root());
    life.cut(place, Survivors.random(random), PowerCut.Syncs.ALL, random, disk.root());
    return life.owed(place);
  }

  private static void clear(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
