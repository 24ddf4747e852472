package io.github.maestroevents.drills.disk;

import io.github.maestroevents.testbeds.disk.DiskOrders;
import java.nio.file.Path;
import java.util.List;

/** The child of {@link DiskFaultDrill}: one round after the other, on its simulated disk. */
final class DiskFaultRounds {

  /** How many calls fail in a row in the longer rounds. */
  private static final int A_WHILE = 12;

  private DiskFaultRounds() {}

  /** Arguments: the directory, where orders go, and the step between the calls that fail. */
  public static void main(String[] args) {
    ChildOnDisk.endWithParent();
    Path root = Path.of(args[0]);
    int step = Integer.parseInt(args[2]);
    try (DiskOrders orders = DiskOrders.to(Path.of(args[1]))) {
      DiskFaultRound healthy = new DiskFaultRound(root.resolve("healthy"), orders);
      healthy.run(0, 1, DiskOrders.EIO);
      long calls = healthy.calls();
      for (int errno : List.of(DiskOrders.ENOSPC, DiskOrders.EIO)) {
        for (int count : List.of(1, A_WHILE)) {
          System.out.println(rounds(root, orders, calls, step, errno, count).packed());
        }
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static DiskFaultAccount rounds(
      Path root, DiskOrders orders, long calls, int step, int errno, int count) {
    String error = errno == DiskOrders.ENOSPC ? "no space" : "input/output";
    String name = error + ", " + (count == 1 ? "one call" : count + " calls");
    DiskFaultAccount sum = new DiskFaultAccount(name, 0, 0, 0, 0, 0, 0, 0);
    for (long first = 1; first <= calls; first += step) {
      Path home = root.resolve(errno + "-" + count + "-" + first);
      DiskFaultRound round = new DiskFaultRound(home, orders);
      round.run(first, count, errno);
      sum = round.addTo(sum);
    }
    return sum;
  }
}
