package io.github.maestroevents.drills.disk;

import java.util.Locale;

/**
 * What came of power cuts.
 *
 * @param name what was done
 * @param cuts how many
 * @param owed accepted and not yet delivered events, summed over the cuts
 * @param lost of them, those that were not found afterwards
 */
record PowerCutAccount(String name, int cuts, long owed, long lost) {

  static final String HEADING =
      String.format(Locale.ROOT, "%-28s %6s %12s %8s", "", "cuts", "to be found", "lost");

  String line() {
    return String.format(Locale.ROOT, "%-28s %,6d %,12d %,8d", name, cuts, owed, lost);
  }

  PowerCutAccount plus(long moreOwed, long moreLost) {
    return new PowerCutAccount(name, cuts + 1, owed + moreOwed, lost + moreLost);
  }
}
