package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The places {@code file:/path} of a configuration: a {@link SqliteJournal} in that directory. The
 * path is taken as it is written; nothing in it is decoded. Found by {@link
 * java.util.ServiceLoader}, also where SQLite's driver is not on the class path: then such a place
 * is refused with the artifact to add. Safe for use from many threads.
 */
public final class SqliteJournalProvider implements JournalProvider {

  private static final String PREFIX = "file:";
  private static final String EMPTY_HOST = "//";
  private static final String DRIVER = "org.sqlite.JDBC";

  private static final Setting MAX_BYTES =
      Setting.size(
              "sqlite.max-bytes",
              "The quota of the journal's file; an event that would pass it is not written.",
              SqliteJournal.MIN_MAX_BYTES,
              Long.MAX_VALUE)
          .withDefault((SqliteJournal.DEFAULT_MAX_BYTES >> 30) + "GiB");

  private static final Setting KEEP_FREE =
      Setting.size(
              "sqlite.keep-free",
              "What stays free on the journal's disk for others; 0 for none.",
              0,
              Long.MAX_VALUE)
          .withDefault((SqliteJournal.DEFAULT_KEEP_FREE_BYTES >> 20) + "MiB");

  private static final Setting ON_DAMAGE =
      Setting.choice(
              "sqlite.on-damage",
              "What becomes of a file that SQLite cannot open: fail leaves it and fails, set-aside"
                  + " renames it and begins a new one with what can be read.",
              Words.of(DamagePolicy.values()))
          .withDefault(Words.of(DamagePolicy.FAIL));

  private static final List<Setting> SETTINGS = List.of(MAX_BYTES, KEEP_FREE, ON_DAMAGE);

  /** For {@link java.util.ServiceLoader}. */
  public SqliteJournalProvider() {}

  /** {@code sqlite}. */
  @Override
  public String type() {
    return "sqlite";
  }

  @Override
  public List<String> forms() {
    return List.of("file:/path");
  }

  @Override
  public boolean takes(String place) {
    return place.startsWith(PREFIX);
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public void check(String place, ProviderSettings settings) {
    Path unused = directory(place);
    if (!DriverClass.isThere(DRIVER)) {
      throw new IllegalArgumentException(
          "file: needs SQLite's driver, which is not on the class path; add"
              + " org.xerial:sqlite-jdbc");
    }
  }

  /** {@inheritDoc} The directory is made if it is not there; it is one destination's alone. */
  @Override
  public EventJournal open(String place, ProviderSettings settings) {
    check(place, settings);
    return journal(place, settings).open();
  }

  static SqliteJournal journal(String place, ProviderSettings settings) {
    SqliteJournal journal = SqliteJournal.at(directory(place));
    settings.number(MAX_BYTES).ifPresent(journal::maxBytes);
    settings.number(KEEP_FREE).ifPresent(journal::keepFree);
    settings
        .text(ON_DAMAGE)
        .ifPresent(word -> journal.onDamage(Words.constant(DamagePolicy.values(), word)));
    return journal;
  }

  /** From {@code file:/path}, or {@code file:///path} as of a URL without a host. */
  private static Path directory(String place) {
    String path = place.substring(PREFIX.length());
    if (path.startsWith(EMPTY_HOST)) {
      path = path.substring(EMPTY_HOST.length());
    }
    try {
      Path directory = Path.of(path);
      if (directory.isAbsolute()) {
        return directory;
      }
    } catch (InvalidPathException e) { // whose message holds the path
      path = "";
    }
    throw new IllegalArgumentException(
        "must look like file:/var/lib/host/events, with the whole path of a directory, but what"
            + " follows file: is "
            + WithheldText.shape(place.substring(PREFIX.length())));
  }
}
