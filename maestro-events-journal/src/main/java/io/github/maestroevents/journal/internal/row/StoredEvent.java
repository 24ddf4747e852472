package io.github.maestroevents.journal.internal.row;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of events, column by column as the database holds it. What a database gives
 * back may be damaged, so every column but the sequence may be absent.
 *
 * <p>Immutable, but for the payload array, which nobody changes.
 */
public final class StoredEvent {

  /** The columns in the order in which they are bound and read. */
  public static final String COLUMNS =
      "sequence, accepted_at, event_id, type, level, workflow_id, ordering_key, content_type,"
          + " attributes, payload, crc32c";

  /** How many {@link #COLUMNS} there are: {@value}. */
  public static final int COLUMN_COUNT = 11;

  /** What a row takes beside its texts and its payload: numbers and the database's own. */
  private static final long FIXED_BYTES = 96;

  private final long sequence;
  private final long acceptedAtNanos;
  private final @Nullable String eventId;
  private final @Nullable String type;
  private final @Nullable String level;
  private final @Nullable String workflowId;
  private final @Nullable String orderingKey;
  private final @Nullable String contentType;
  private final @Nullable String attributes;
  private final byte @Nullable [] payload;
  private final long crc;

  private StoredEvent(JournalEntry entry, long sequence) {
    EncodedEvent event = entry.event();
    this.sequence = sequence;
    this.acceptedAtNanos = nanos(entry.acceptedAt());
    this.eventId = event.id().value();
    this.type = StoredText.encode(event.type());
    this.level = event.level().name();
    this.workflowId = WorkflowIds.ofSubject(event.attributes().get("subject"));
    this.orderingKey = StoredText.encode(event.orderingKey());
    this.contentType = StoredText.encode(event.contentType());
    this.attributes = AttributesJson.write(event.attributes());
    this.payload = event.payload();
    this.crc = checksum();
  }

  private StoredEvent(ResultSet row) throws SQLException {
    this.sequence = row.getLong(1);
    this.acceptedAtNanos = row.getLong(2);
    this.eventId = row.getString(3);
    this.type = row.getString(4);
    this.level = row.getString(5);
    this.workflowId = row.getString(6);
    this.orderingKey = row.getString(7);
    this.contentType = row.getString(8);
    this.attributes = row.getString(9);
    this.payload = row.getBytes(10);
    this.crc = row.getLong(11);
  }

  /** The row for an entry. */
  public static StoredEvent of(JournalEntry entry) {
    return new StoredEvent(entry, entry.sequence());
  }

  /** The row for an entry under another sequence. */
  public static StoredEvent of(JournalEntry entry, long sequence) {
    return new StoredEvent(entry, sequence);
  }

  /** The row under the cursor, read by {@link #COLUMNS} from the first column on. */
  public static StoredEvent read(ResultSet row) throws SQLException {
    return new StoredEvent(row);
  }

  /**
   * Makes sure that a write is only repeated: the row of this sequence is there already.
   *
   * @param storedId the id of the event in it
   * @throws JournalException if that is another event's
   */
  public void requireSameEvent(@Nullable String storedId) {
    if (eventId == null || !eventId.equals(storedId)) {
      throw new JournalException(
          "Cannot write event "
              + eventId
              + " to the journal: its sequence "
              + sequence
              + " is taken by event "
              + storedId
              + ". Nothing of the commit was written");
    }
  }

  /** Binds {@link #COLUMNS}, from that parameter on. */
  public void bind(PreparedStatement statement, int first) throws SQLException {
    statement.setLong(first, sequence);
    statement.setLong(first + 1, acceptedAtNanos);
    statement.setString(first + 2, eventId);
    statement.setString(first + 3, type);
    statement.setString(first + 4, level);
    statement.setString(first + 5, workflowId);
    statement.setString(first + 6, orderingKey);
    statement.setString(first + 7, contentType);
    statement.setString(first + 8, attributes);
    statement.setBytes(first + 9, payload);
    statement.setLong(first + 10, crc);
  }

  public long sequence() {
    return sequence;
  }

  /** The CRC32C that was stored with the row. */
  public long crc() {
    return crc;
  }

  /** When the event was accepted, as the row says. */
  public Instant acceptedAt() {
    return instant(acceptedAtNanos);
  }

  /** The same, in nanoseconds since 1970. */
  public long acceptedAtNanos() {
    return acceptedAtNanos;
  }

  /** The workflow the event is about, if its subject told. */
  public @Nullable String workflowId() {
    return workflowId;
  }

  /** The payload as the row has it, shared and not to be changed; null if it has none. */
  public byte @Nullable [] payload() {
    return payload;
  }

  /** What the row takes in a database, about: characters count for bytes. */
  public long bytes() {
    return FIXED_BYTES
        + length(eventId)
        + length(type)
        + length(level)
        + length(workflowId)
        + length(orderingKey)
        + length(contentType)
        + length(attributes)
        + (payload == null ? 0 : payload.length);
  }

  /**
   * The entry that was stored.
   *
   * @throws DamagedRowException if the row is not what was stored
   */
  public JournalEntry entry() throws DamagedRowException {
    requireAllColumns();
    long actual = checksum();
    if (actual != crc) {
      throw new DamagedRowException(
          String.format("its CRC32C is %08x, and %08x was stored with it", actual, crc));
    }
    return entryAsItStands();
  }

  /**
   * The entry as the row has it now, whether or not that is what was stored.
   *
   * @throws DamagedRowException if it makes no event
   */
  public JournalEntry entryAsItStands() throws DamagedRowException {
    requireAllColumns();
    try {
      return new JournalEntry(
          sequence,
          acceptedAt(),
          new EncodedEvent(
              new EventId(requireNonNull(eventId)),
              StoredText.decode(requireNonNull(type)),
              EventLevel.valueOf(requireNonNull(level)),
              StoredText.decode(requireNonNull(orderingKey)),
              StoredText.decode(requireNonNull(contentType)),
              requireNonNull(payload),
              AttributesJson.read(requireNonNull(attributes))));
    } catch (IllegalArgumentException unreadable) {
      throw new DamagedRowException(
          "written by something else: " + unreadable.getClass().getSimpleName());
    }
  }

  private void requireAllColumns() throws DamagedRowException {
    if (eventId == null
        || type == null
        || level == null
        || orderingKey == null
        || contentType == null
        || attributes == null
        || payload == null) {
      throw new DamagedRowException("a column is empty");
    }
  }

  private long checksum() {
    return new RowChecksum()
        .add(sequence)
        .add(acceptedAtNanos)
        .add(eventId)
        .add(type)
        .add(level)
        .add(workflowId)
        .add(orderingKey)
        .add(contentType)
        .add(attributes)
        .add(payload == null ? new byte[0] : payload)
        .value();
  }

  /** Epoch nanoseconds; what a long cannot hold, before 1677 and after 2262, becomes its bound. */
  public static long nanos(Instant time) {
    long seconds = time.getEpochSecond();
    long limit = TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE);
    if (seconds >= limit || seconds <= -limit) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return TimeUnit.SECONDS.toNanos(seconds) + time.getNano();
  }

  /** The time of epoch nanoseconds. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
