package io.github.maestroevents.config.internal.mistake;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one is likely to mean. */
public final class NearestName {

  /** Longer names are no slip of the pen; nobody waits for their comparison. */
  private static final int LONGEST = 200;

  private static final int SHORT = 4;
  private static final int LONG = 12;
  private static final int MOST = 3;

  private NearestName() {}

  /** The nearest of the names that are near at all; empty if none is. */
  public static Optional<String> of(String name, Collection<String> known) {
    String nearest = null;
    int least = most(name) + 1;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The known name of which this one is a slip of the pen: a letter, a case, a sign. */
  public static Optional<String> slip(String name, Collection<String> known) {
    return known.contains(name)
        ? Optional.empty()
        : known.stream().filter(candidate -> distance(name, candidate) <= 1).findFirst();
  }

  /**
   * The name of a client's property that is surely meant: a slip of the pen, or a known name
   * without its end, as {@code linger} for {@code linger.ms}. Any other may be one that the
   * client's plug-ins know.
   */
  public static Optional<String> ofClient(String name, Collection<String> known) {
    if (known.contains(name)) {
      return Optional.empty();
    }
    Optional<String> slip = slip(name, known);
    if (slip.isPresent()) {
      return slip;
    }
    Optional<String> whole =
        known.stream().filter(candidate -> candidate.startsWith(name + ".")).sorted().findFirst();
    return whole.isPresent() || name.length() < LONG
        ? whole
        : known.stream().filter(candidate -> distance(name, candidate) == 2).sorted().findFirst();
  }

  /** Of two texts that mean the same but for case and signs, 1 at most. */
  static int distance(String one, String other) {
    if (one.equals(other)) {
      return 0;
    }
    if (one.length() > LONGEST
        || other.length() > LONGEST
        || Math.abs(one.length() - other.length()) > MOST) {
      return Integer.MAX_VALUE;
    }
    if (letters(one).equals(letters(other))) {
      return 1;
    }
    return edits(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }

  private static int most(String name) {
    return name.length() <= SHORT ? 1 : name.length() < LONG ? 2 : MOST;
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if ("-_.".indexOf(name.charAt(i)) < 0) {
        letters.append(Character.toLowerCase(name.charAt(i)));
      }
    }
    return letters.toString();
  }

  /** Letters added, left out, changed, or exchanged with their neighbour. */
  private static int edits(String one, String other) {
    int[] before = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[other.length()];
  }
}
