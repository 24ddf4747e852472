package io.github.maestroevents.drills.disk;

import java.util.Locale;

/**
 * What came of the rounds of one kind of fault.
 *
 * @param name the fault
 * @param rounds one for each call that failed first
 * @param accepted events whose {@code append} returned
 * @param refused events whose {@code append} threw
 * @param reopened openings that failed before one did not
 * @param stuck rounds in which nothing was accepted after the fault had passed
 * @param lost accepted events that were not there in the end
 * @param foreign events that were there in the end with another content
 */
record DiskFaultAccount(
    String name,
    int rounds,
    long accepted,
    long refused,
    long reopened,
    int stuck,
    long lost,
    long foreign) {

  static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-22s %7s %9s %9s %9s %6s %6s %8s",
          "",
          "rounds",
          "accepted",
          "refused",
          "reopened",
          "stuck",
          "lost",
          "foreign");

  String line() {
    return String.format(
        Locale.ROOT,
        "%-22s %,7d %,9d %,9d %,9d %6d %6d %8d",
        name,
        rounds,
        accepted,
        refused,
        reopened,
        stuck,
        lost,
        foreign);
  }

  /** As one line between processes. */
  String packed() {
    return String.join(
        ";",
        name,
        "" + rounds,
        "" + accepted,
        "" + refused,
        "" + reopened,
        "" + stuck,
        "" + lost,
        "" + foreign);
  }

  static DiskFaultAccount unpack(String line) {
    String[] parts = line.split(";", -1);
    return new DiskFaultAccount(
        parts[0],
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Integer.parseInt(parts[5]),
        Long.parseLong(parts[6]),
        Long.parseLong(parts[7]));
  }

  boolean isSound() {
    return rounds > 0 && accepted > 0 && refused > 0 && stuck == 0 && lost == 0 && foreign == 0;
  }
}
