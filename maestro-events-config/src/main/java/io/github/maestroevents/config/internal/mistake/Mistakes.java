package io.github.maestroevents.config.internal.mistake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong, each thing once, in the order of discovery. Confined to one thread. */
public final class Mistakes {

  /** Who has more has given another file; the first of them tell it. */
  private static final int MOST = 200;

  private final Set<Mistake> found = new LinkedHashSet<>();
  private int leftOut;

  public void add(String key, String origin, String problem) {
    add(key, origin, problem, "");
  }

  public void add(String key, String origin, String problem, String remedy) {
    add(new Mistake(key, origin, problem, remedy));
  }

  public void add(Mistake mistake) {
    if (isFull()) {
      leaveOut();
    } else {
      found.add(mistake);
    }
  }

  /** Whether what comes now is not told any more. */
  public boolean isFull() {
    return found.size() >= MOST;
  }

  /** One more that is only counted. */
  public void leaveOut() {
    leftOut++;
  }

  /** Nobody wants to know any more. */
  public void clear() {
    found.clear();
    leftOut = 0;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** From here on they are listed in another order; of equals the first found comes first. */
  public void sort(Comparator<Mistake> order) {
    List<Mistake> sorted = new ArrayList<>(found);
    sorted.sort(order);
    found.clear();
    found.addAll(sorted);
  }

  public List<Mistake> list() {
    List<Mistake> all = new ArrayList<>(found);
    if (leftOut > 0) {
      all.add(new Mistake("maestro.events", "settings", leftOut + " more are not told", ""));
    }
    return List.copyOf(all);
  }
}
