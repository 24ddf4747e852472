package io.github.maestroevents.config.internal.source;

import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.mistake.Mistake;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Entries of several sources: of two with one key, the later source holds. */
public final class Sources {

  private static final String DEFAULTS = "defaults.";

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Keys of other programs are passed over. */
  public void addSettings(
      Map<?, ?> settings, Function<String, String> origin, Entry.Form form, Mistakes mistakes) {
    List<Entry> more = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (key instanceof String text && OwnKeys.isOwn(text)) {
            if (value instanceof String written) {
              more.add(OwnKeys.entry(text, written, origin(origin, text), form));
            } else {
              mistakes.add(text, origin(origin, text), "has no value that is a text");
            }
          }
        });
    addAll(more);
  }

  public void addAll(List<Entry> more) {
    Set<String> before = Set.copyOf(entries.keySet());
    more.forEach(entry -> add(entry, before));
  }

  /** What is short for a default goes over the default of an earlier source, and back. */
  private void add(Entry entry, Set<String> before) {
    String twin =
        entry.name().startsWith(DEFAULTS)
            ? Entry.PREFIX + entry.name().substring(DEFAULTS.length())
            : Entry.PREFIX + DEFAULTS + entry.name();
    if (before.contains(twin)) {
      entries.remove(twin);
    }
    boolean isWritten = entries.remove(entry.key()) != null; // to be put in the sources' order
    entries.put(entry.key(), isWritten ? entry.asWritten() : entry);
  }

  public List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** Mistakes in the order in which people read what they wrote. */
  public Comparator<Mistake> order() {
    Map<String, Integer> places = new HashMap<>();
    Map<String, Integer> keys = new HashMap<>();
    for (Entry entry : entries.values()) {
      places.putIfAbsent(entry.origin(), places.size());
      keys.put(entry.key(), keys.size());
    }
    Comparator<Mistake> byPlace =
        Comparator.comparingInt(
            mistake -> places.getOrDefault(mistake.origin(), Integer.MAX_VALUE));
    return byPlace.thenComparingInt(mistake -> keys.getOrDefault(mistake.key(), Integer.MAX_VALUE));
  }

  private static String origin(Function<String, String> origin, String key) {
    String told;
    try {
      told = origin.apply(key);
    } catch (Throwable hosts) { // the host's code; the key tells where to look
      ForeignText.rethrowFatal(hosts);
      told = null;
    }
    return told == null || told.isBlank() ? "settings" : told;
  }
}
