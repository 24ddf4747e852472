package io.github.maestroevents.drills.disk;

import io.github.maestroevents.drills.TemporaryDirectory;
import io.github.maestroevents.testbeds.disk.SimulatedDisk;
import java.io.PrintStream;
import java.util.List;

/**
 * Every call with which a journal in a SQLite file changes its disk fails once: each write, sync
 * and cut, each file made, renamed or removed, from the opening to the end. In other rounds that
 * call and several behind it fail. What was accepted has to be there in the end, and once the fault
 * has passed events have to be accepted again, without a restart.
 *
 * <p>Exit status: 0 all held; 1 an event is lost or the journal is stuck; 3 the disk cannot be
 * simulated here.
 */
public final class DiskFaultDrill {

  private DiskFaultDrill() {}

  /** Runs the drill; the first argument is the step between the calls that fail, 1 by default. */
  public static void main(String[] args) {
    int step = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    try {
      System.exit(run(step, System.out).stream().allMatch(DiskFaultAccount::isSound) ? 0 : 1);
    } catch (UnsupportedOperationException cannot) {
      System.out.println("SKIPPED: " + cannot.getMessage());
      System.exit(3);
    }
  }

  static List<DiskFaultAccount> run(int step, PrintStream out) {
    try (TemporaryDirectory home = TemporaryDirectory.create()) {
      SimulatedDisk disk = SimulatedDisk.in(home.path());
      List<DiskFaultAccount> accounts =
          ChildOnDisk.run(
                  disk,
                  false,
                  DiskFaultRounds.class,
                  disk.root().toString(),
                  disk.control().toString(),
                  Integer.toString(step))
              .stream()
              .map(DiskFaultAccount::unpack)
              .toList();
      out.println(DiskFaultAccount.HEADING);
      accounts.forEach(account -> out.println(account.line()));
      out.println(
          accounts.stream().allMatch(DiskFaultAccount::isSound)
              ? "RESULT: nothing accepted is lost, and every fault passes by itself"
              : "RESULT: an event is lost, or the journal is stuck");
      return accounts;
    }
  }
}
