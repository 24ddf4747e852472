package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The journal lies on a disk of 24 MB of which a neighbour has a third, and the sink is down: the
 * journal fills it up to what is to stay free. Then the neighbour takes that too, so that the
 * operating system itself refuses. At last space and sink come back. Every policy has to do what it
 * says, no call may hang, and every event has to be accounted for.
 *
 * <p>Exit status: 0 all held; 1 an event or a call is unaccounted for; 3 no right to mount a disk.
 */
public final class FullDiskDrill {

  private FullDiskDrill() {}

  /** Runs the drill; the first argument is how many events are sent, 15,000 by default. */
  public static void main(String[] args) {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 15_000;
    try {
      System.exit(run(events, System.out).stream().allMatch(FullDiskAccount::isSound) ? 0 : 1);
    } catch (UnsupportedOperationException noRight) {
      System.out.println("SKIPPED: " + noRight.getMessage());
      System.exit(3);
    }
  }

  static List<FullDiskAccount> run(int events, PrintStream out) {
    List<FullDiskAccount> accounts = new ArrayList<>();
    for (boolean spills : new boolean[] {false, true}) {
      for (WhenFull whenFull : WhenFull.values()) {
        accounts.add(round(spills, whenFull, events));
      }
    }
    print(accounts, out);
    return accounts;
  }

  private static FullDiskAccount round(boolean spills, WhenFull whenFull, int events) {
    try (HostHome home = HostHome.create();
        SmallDisk disk =
            SmallDisk.mount(home.path().resolve("disk"), FullDiskRound.DISK_MEGABYTES);
        FullDiskRound round = new FullDiskRound(home.path(), disk, spills, whenFull)) {
      return round.run(events);
    }
  }

  private static void print(List<FullDiskAccount> accounts, PrintStream out) {
    out.println(FullDiskAccount.HEADING);
    accounts.forEach(account -> out.println(account.line()));
    out.println(
        accounts.stream().allMatch(FullDiskAccount::isSound)
            ? "RESULT: every event is accounted for, and no call hung"
            : "RESULT: an event or a call is unaccounted for");
    out.printf(Locale.ROOT, "a call hangs if it takes longer than %s%n", FullDiskAccount.HANGS);
  }
}
