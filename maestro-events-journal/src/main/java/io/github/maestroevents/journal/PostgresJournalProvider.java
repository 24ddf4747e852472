package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.journal.internal.postgres.PostgresSource;
import io.github.maestroevents.journal.internal.postgres.PostgresUrl;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The places {@code datasource}, {@code datasource:name} and {@code jdbc:postgresql://…} of a
 * configuration: a {@link PostgresJournal} on a {@link DataSource} of the host's, or on connections
 * of its own. The events are kept for the destination under its name. Found by {@link
 * java.util.ServiceLoader}, also where PostgreSQL's driver is not on the class path: then {@code
 * jdbc:postgresql:} is refused with the artifact to add. Safe for use from many threads.
 */
public final class PostgresJournalProvider implements JournalProvider {

  private static final String DATA_SOURCE = "datasource";
  private static final String NAMED = DATA_SOURCE + ":";
  private static final String DRIVER = "org.postgresql.ds.PGSimpleDataSource";

  private static final Setting USER =
      Setting.text("postgresql.user", "The user of the database, beside jdbc:postgresql:.");

  private static final Setting PASSWORD =
      Setting.secret("postgresql.password", "The user's password, beside jdbc:postgresql:.");

  private static final Setting SCHEMA =
      Setting.text(
              "postgresql.schema",
              "The schema of the journal's tables, where it is not the first of the search path.")
          .shown();

  private static final Setting TRUSTED_OWNER =
      Setting.text(
              "postgresql.trusted-owner",
              "A role that may own the tables although the user is no member of it, such as that of"
                  + " a migration tool.")
          .shown();

  private static final Setting LEASE_TIME =
      Setting.duration(
              "postgresql.lease-time",
              "How long this host may be silent before others adopt its events.",
              PostgresJournal.SHORTEST_LEASE,
              PostgresJournal.LONGEST_LEASE)
          .withDefault(PostgresJournal.DEFAULT_LEASE_TIME.toSeconds() + "s");

  private static final Setting MAX_BYTES =
      Setting.size(
              "postgresql.max-bytes",
              "The quota of this host; an event that would pass it is not written.",
              1,
              Long.MAX_VALUE)
          .withDefault((PostgresJournal.DEFAULT_MAX_BYTES >> 30) + "GiB");

  private static final Setting NODE =
      Setting.text(
              "postgresql.node",
              "This host's name among all that share the database; the same after a restart if you"
                  + " write one, never that of two living hosts.")
          .shown()
          .withDefault("the host's name and a random part");

  private static final List<Setting> SETTINGS =
      List.of(USER, PASSWORD, SCHEMA, TRUSTED_OWNER, LEASE_TIME, MAX_BYTES, NODE);

  /** For {@link java.util.ServiceLoader}. */
  public PostgresJournalProvider() {}

  /** {@code postgresql}. */
  @Override
  public String type() {
    return "postgresql";
  }

  @Override
  public List<String> forms() {
    return List.of(DATA_SOURCE, NAMED + "name", "jdbc:postgresql://host:port/database");
  }

  /** {@inheritDoc} Also of other databases, to say that they are none. */
  @Override
  public boolean takes(String place) {
    return place.equals(DATA_SOURCE) || place.startsWith(NAMED) || PostgresUrl.isUrl(place);
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public void check(String place, ProviderSettings settings) {
    List<String> wrong = new ArrayList<>();
    DataSource unused = noted(wrong, () -> database(place, settings));
    if (!PostgresUrl.isUrl(place)) {
      for (Setting setting : List.of(USER, PASSWORD)) {
        if (settings.text(setting).isPresent()) {
          wrong.add(setting + " has no effect: the host's DataSource has its own");
        }
      }
    } else if (settings.text(PASSWORD).isPresent() && settings.text(USER).isEmpty()) {
      wrong.add(USER + " is missing beside " + PASSWORD);
    }
    settings
        .text(SCHEMA)
        .ifPresent(name -> noted(wrong, () -> PostgresJournal.schema(SCHEMA.name(), name)));
    settings
        .text(TRUSTED_OWNER)
        .ifPresent(role -> noted(wrong, () -> PostgresJournal.role(TRUSTED_OWNER.name(), role)));
    settings
        .text(NODE)
        .ifPresent(node -> noted(wrong, () -> PostgresJournal.name(NODE.name(), node)));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private static <T> @Nullable T noted(List<String> wrong, Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (IllegalArgumentException e) { // ours, whose words hold no secret
      wrong.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** {@inheritDoc} The tables are created if they are not there. */
  @Override
  public EventJournal open(String place, ProviderSettings settings) {
    check(place, settings);
    return journal(place, settings).open();
  }

  static PostgresJournal journal(String place, ProviderSettings settings) {
    PostgresJournal journal =
        PostgresJournal.on(
                database(place, settings), settings.text(NODE).orElseGet(NodeName::ofThisHost))
            .destination(settings.destination());
    settings.text(SCHEMA).ifPresent(journal::schema);
    settings.text(TRUSTED_OWNER).ifPresent(journal::trustedOwner);
    settings.duration(LEASE_TIME).ifPresent(journal::leaseTime);
    settings.number(MAX_BYTES).ifPresent(journal::maxBytes);
    return journal;
  }

  /** Connects to nothing. */
  static DataSource database(String place, ProviderSettings settings) {
    return PostgresUrl.isUrl(place)
        ? ofUrl(PostgresUrl.of(place), settings)
        : ofHost(place.equals(DATA_SOURCE) ? "" : place.substring(NAMED.length()), settings);
  }

  private static DataSource ofUrl(PostgresUrl url, ProviderSettings settings) {
    if (!DriverClass.isThere(DRIVER)) {
      throw new IllegalArgumentException(
          "jdbc:postgresql: needs PostgreSQL's driver, which is not on the class path; add"
              + " org.postgresql:postgresql");
    }
    return PostgresSource.of(
        url, settings.text(USER).orElse(null), settings.text(PASSWORD).orElse(null));
  }

  private static DataSource ofHost(String name, ProviderSettings settings) {
    return settings
        .hostObject(DataSource.class, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name.isEmpty()
                        ? "the host has given no DataSource"
                        : "the host has given no DataSource of the name "
                            + WithheldText.name(name)));
  }
}
