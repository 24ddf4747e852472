package io.github.maestroevents.journal;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.JdbcEventJournal;
import io.github.maestroevents.journal.internal.jdbc.Uninterrupted;
import io.github.maestroevents.journal.internal.postgres.PostgresSettings;
import io.github.maestroevents.journal.internal.postgres.PostgresTables;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a PostgreSQL database that several hosts share: the settings of one host's, and the
 * way to open it. For hosts without a disk that outlives them, and for fleets, where the living
 * deliver what the dead have left.
 *
 * <pre>{@code
 * EventJournal journal = PostgresJournal.on(dataSource, "maestro-1").open();
 * }</pre>
 *
 * <p>An event is safe when {@code append} returns: committed, with {@code synchronous_commit} as
 * the database has it, and {@code on} where that is {@code off}.
 *
 * <p>A host holds a lease in its name and renews it whenever it writes, and every few seconds. When
 * a host has been silent for the lease time, by the database's clock, another of the same
 * destination adopts its events, in their order, up to 5000 at a time. A host that comes back under
 * its name before that finds its events; a newer process of the same name takes the name over, and
 * the older one fails.
 *
 * <p>The journal keeps one connection of the data source and takes a new one when that is lost.
 * Whatever waits for the network fails after 30 seconds; getting a connection takes as long as the
 * data source lets it, so give that a timeout. The tables are created in {@link #schema} if they
 * are not there. Tables that somebody else has made are refused.
 *
 * <p>Not thread-safe; each value is checked when it is set.
 */
public final class PostgresJournal {

  /** What the events are for, unless set: {@value}. */
  public static final String DEFAULT_DESTINATION = "default";

  /** How long a host may be silent, unless set: 30 seconds. */
  public static final Duration DEFAULT_LEASE_TIME = Duration.ofSeconds(30);

  /** The quota of a node, unless set: {@value} bytes, 2 GiB. */
  public static final long DEFAULT_MAX_BYTES = 2L << 30;

  static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  static final Duration LONGEST_LEASE = Duration.ofDays(1);
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_IDENTIFIER = 63;

  private final DataSource database;
  private final String node;
  private String destination = DEFAULT_DESTINATION;
  private @Nullable String schema;
  private @Nullable String trustedOwner;
  private Duration leaseTime = DEFAULT_LEASE_TIME;
  private long maxBytes = DEFAULT_MAX_BYTES;

  private PostgresJournal(DataSource database, String node) {
    this.database = database;
    this.node = node;
  }

  /**
   * The journal of a node, with defaults.
   *
   * @param database the host's own, which goes on to own it
   * @param nodeName the host's name among all that share the database: the same after a restart,
   *     and never that of two living hosts; 1 to 200 characters
   */
  public static PostgresJournal on(DataSource database, String nodeName) {
    return new PostgresJournal(requireNonNull(database, "database"), name("nodeName", nodeName));
  }

  /**
   * What the events are for, such as the name of a topic: each publisher of a host has a journal
   * with a destination of its own, and events are adopted only by a journal with the same; {@value
   * #DEFAULT_DESTINATION} by default.
   */
  public PostgresJournal destination(String destination) {
    this.destination = name("destination", destination);
    return this;
  }

  /**
   * The schema in which the tables are, or are created; unless set, the first of the connection's
   * search path that holds them; if none does, that in which the connection would create a table,
   * which is the first that exists. All hosts of a fleet name the same. Every statement names the
   * schema, so that the search path means nothing later.
   *
   * @param name as the schema is called, not quoted; 1 to 63 characters, and none of PostgreSQL's
   *     own, which begin with {@code pg_}. The schema must exist
   */
  public PostgresJournal schema(String name) {
    this.schema = schema("schema", name);
    return this;
  }

  /**
   * A role that may own the schema and the tables although the connection's role is no member of
   * it, such as that of a migration tool; the connection's role needs no more than the rights to
   * read and write them. Whoever owns the tables reads and changes every event. None by default:
   * then the owners are the connection's role, roles that it is a member of, and administrators.
   *
   * @param role as the role is called, not quoted; 1 to 63 characters
   */
  public PostgresJournal trustedOwner(String role) {
    this.trustedOwner = role("trustedOwner", role);
    return this;
  }

  static String schema(String what, String name) {
    if (!isIdentifier(requireNonNull(name, what))
        || name.startsWith("pg_")
        || name.equals("information_schema")) {
      throw new IllegalArgumentException(
          what
              + " must be 1 to "
              + LONGEST_IDENTIFIER
              + " characters, and none of PostgreSQL's own, but has "
              + WithheldText.shape(name));
    }
    return name;
  }

  static String role(String what, String role) {
    if (!isIdentifier(requireNonNull(role, what))) {
      throw new IllegalArgumentException(
          what
              + " must be 1 to "
              + LONGEST_IDENTIFIER
              + " characters, but has "
              + WithheldText.shape(role));
    }
    return role;
  }

  private static boolean isIdentifier(String name) {
    return !name.isBlank() && name.length() <= LONGEST_IDENTIFIER && name.indexOf('\0') < 0;
  }

  /**
   * How long this host may be silent before others adopt its events, from a second to a day; 30
   * seconds by default. Longer than the longest pause of the process; a host that was only slow
   * finds its events adopted, and some may be delivered twice.
   */
  public PostgresJournal leaseTime(Duration time) {
    if (requireNonNull(time, "leaseTime").compareTo(SHORTEST_LEASE) < 0
        || time.compareTo(LONGEST_LEASE) > 0) {
      throw new IllegalArgumentException(
          "leaseTime must be from " + SHORTEST_LEASE + " to " + LONGEST_LEASE + ": " + time);
    }
    this.leaseTime = time;
    return this;
  }

  /**
   * The quota of this node: an event that would pass it is not written, and {@code
   * JournalFullException} says so. Counted in bytes of the rows' content. Adopted events may pass
   * it.
   *
   * @param bytes at least 1; {@value #DEFAULT_MAX_BYTES} by default
   */
  public PostgresJournal maxBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, but is " + bytes);
    }
    this.maxBytes = bytes;
    return this;
  }

  /**
   * Opens the journal and takes the node's lease; creates the tables if there are none. Blocks on
   * the database. An interrupt does not end it, and stays set.
   *
   * @return the journal, for one publisher, which closes it
   * @throws JournalException if the database cannot be reached, is not encoded in UTF-8, has no
   *     such schema, or has tables there that somebody else has made, that are no plain tables, or
   *     that are of another version
   */
  public EventJournal open() {
    return open(false);
  }

  /**
   * As {@link #open}, but never takes the node's lease from a living process: for tools that change
   * the journal of a host that is down. A host that starts later takes the lease over all the same,
   * and the tool fails then.
   *
   * @return the journal, which the caller closes
   * @throws JournalException if a living process has the lease, which it names, or as for {@link
   *     #open}
   */
  public EventJournal openIfFree() {
    return open(true);
  }

  private EventJournal open(boolean onlyIfFree) {
    PostgresSettings settings =
        new PostgresSettings(
            destination, node, schema, trustedOwner, leaseTime, maxBytes, DeliveryClock.system());
    return Uninterrupted.call(
        () -> JdbcEventJournal.over(PostgresTables.open(database, settings, onlyIfFree)));
  }

  static String name(String what, String name) {
    if (requireNonNull(name, what).isBlank()
        || name.length() > LONGEST_NAME
        || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          what
              + " must be 1 to "
              + LONGEST_NAME
              + " characters, but has "
              + WithheldText.shape(name));
    }
    return name;
  }

  @Override
  public String toString() {
    return "PostgresJournal[node="
        + LogText.id(node)
        + ", destination="
        + LogText.id(destination)
        + (schema == null ? "" : ", schema=" + LogText.id(schema))
        + (trustedOwner == null ? "" : ", trustedOwner=" + LogText.id(trustedOwner))
        + ", leaseTime="
        + leaseTime
        + ", maxBytes="
        + maxBytes
        + "]";
  }
}
