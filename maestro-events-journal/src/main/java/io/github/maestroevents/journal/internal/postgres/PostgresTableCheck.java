package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose the tables of a journal are, and that they are plain tables: whoever owns one reads every
 * event, and a trigger, a rule or a view in its place may hand events on or swallow them.
 *
 * <p>Trusted are the role of the connection, the roles that it is a member of, superusers, the
 * owner of the database, and a role that the host names: these need no trick. A superuser counts as
 * a member only of the roles that were granted to him. Whoever only looks trusts the owner of the
 * schema too.
 */
public final class PostgresTableCheck {

  private static final SafeLogger LOG = SafeLogger.of(PostgresTableCheck.class);

  /** Name, type, and whether it must have a value, of each column. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "event",
          "destination text!,node text!,sequence bigint!,accepted_at bigint!,event_id text!,"
              + "type text!,level text!,workflow_id text,ordering_key text!,content_type text!,"
              + "attributes text!,payload bytea!,crc32c bigint!",
          "quarantine",
          "destination text,node text,sequence bigint,accepted_at bigint,event_id text,type text,"
              + "level text,workflow_id text,ordering_key text,content_type text,attributes text,"
              + "payload bytea,crc32c bigint,reason text,found_at bigint",
          "lease",
          "destination text!,node text!,owner text!,holder text!,last_sequence bigint!,"
              + "expires_at timestamp with time zone!,heir text",
          "node",
          "destination text!,node text!,owner text!,process text!,"
              + "started_at timestamp with time zone!,reported_at timestamp with time zone!,"
              + "ended boolean!,report text!",
          "version",
          "version integer!");

  /**
   * The first number that the server gives to what is made in a database (FirstNormalObjectId of
   * its sources): operator classes and collations from there on may call anybody's functions.
   */
  private static final int FIRST_NOT_OF_POSTGRES = 16_384;

  private static final String TRUSTED =
      "WITH RECURSIVE mine(oid) AS (SELECT oid FROM pg_roles WHERE rolname = current_user"
          + " UNION SELECT m.roleid FROM pg_auth_members m JOIN mine ON m.member = mine.oid),"
          + " trusted(oid) AS (SELECT oid FROM mine"
          + " UNION SELECT oid FROM pg_roles WHERE rolsuper OR rolname = 'pg_database_owner'"
          + " UNION SELECT datdba FROM pg_database WHERE datname = current_database()"
          + " UNION SELECT oid FROM pg_roles WHERE rolname = ?::name) ";

  private static final String SCHEMA =
      TRUSTED
          + "SELECT pg_get_userbyid(n.nspowner), ?::boolean OR n.nspowner IN (SELECT oid FROM"
          + " trusted),"
          + " has_schema_privilege('public', n.oid, 'CREATE'), current_user"
          + " FROM pg_namespace n WHERE n.nspname = ?::name";

  private static final String RELATIONS =
      TRUSTED
          + "SELECT c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relowner IN (SELECT oid"
          + " FROM trusted) OR (?::boolean AND c.relowner = n.nspowner), CASE"
          + " WHEN c.relkind = 'v' THEN NULL"
          + " WHEN c.relpersistence <> 'p' THEN 'no write-ahead log, and is empty after a crash'"
          + " WHEN c.relrowsecurity OR c.relforcerowsecurity OR EXISTS (SELECT 1 FROM pg_policy"
          + " WHERE polrelid = c.oid) THEN 'row security'"
          + " WHEN c.relispartition OR EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = c.oid OR"
          + " inhparent = c.oid) THEN 'inheritance'"
          + " ELSE coalesce((SELECT 'the trigger ' || tgname FROM pg_trigger WHERE tgrelid = c.oid"
          + " LIMIT 1), (SELECT 'the rule ' || rulename FROM pg_rewrite WHERE ev_class = c.oid"
          + " LIMIT 1), (SELECT 'the constraint ' || conname FROM pg_constraint WHERE conrelid ="
          + " c.oid AND contype NOT IN ('p', 'n') LIMIT 1), (SELECT 'the index ' ||"
          + " indexrelid::regclass FROM pg_index WHERE indrelid = c.oid AND (indexprs IS NOT NULL"
          + " OR indpred IS NOT NULL OR (indisunique AND NOT indisprimary)"
          + " OR EXISTS (SELECT 1 FROM unnest(indclass) AS used(oid) WHERE used.oid >= "
          + FIRST_NOT_OF_POSTGRES
          + ") OR EXISTS (SELECT 1 FROM unnest(indcollation) AS used(oid) WHERE used.oid >= "
          + FIRST_NOT_OF_POSTGRES
          + ")) LIMIT 1), (SELECT 'the statistics ' || quote_ident(stxname) FROM pg_statistic_ext s"
          // A column of PostgreSQL 14 and later.
          + " WHERE stxrelid = c.oid AND to_jsonb(s) ->> 'stxexprs' IS NOT NULL LIMIT 1)) END,"
          + " (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE"
          + " WHEN a.attnotnull THEN '!' ELSE '' END || CASE WHEN a.atthasdef THEN ' default' ELSE"
          + " '' END || CASE WHEN a.attidentity <> '' THEN ' identity' ELSE '' END || CASE WHEN a.attcollation <> t.typcollation THEN ' collate' ELSE '' END,"
          + " ',' ORDER BY a.attnum) FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
          + " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)"
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ?::name AND c.relname::text = ANY (?)";

  private final PostgresNames names;
  private final @Nullable String trustedOwner;
  private final boolean onlyLooks;
  private final String role;

  private PostgresTableCheck(
      Connection connection, PostgresNames names, @Nullable String trustedOwner, boolean onlyLooks)
      throws SQLException {
    this.names = names;
    this.trustedOwner = trustedOwner;
    this.onlyLooks = onlyLooks;
    try (Statement command = connection.createStatement()) {
      command.execute("SET LOCAL search_path = pg_catalog, pg_temp");
    }
    this.role = requireSchema(connection);
  }

  /**
   * Makes sure of the schema and of what a journal has made there, as far as it is there; within
   * the caller's transaction, which sees nothing but PostgreSQL's own functions from here on.
   *
   * @param trustedOwner a role that may own them beside the trusted ones, or null
   * @return the names of what is there, without their prefix
   * @throws JournalException if something is not to be trusted, naming it and what to do
   */
  public static Set<String> require(
      Connection connection, PostgresNames names, @Nullable String trustedOwner)
      throws SQLException {
    return new PostgresTableCheck(connection, names, trustedOwner, false)
        .requireRelations(connection);
  }

  /**
   * The same for a role that reads what the tables hold and changes nothing: whoever owns the
   * schema may own them. A plain table runs nothing of its owner's when it is read.
   */
  public static Set<String> requireToLook(
      Connection connection, PostgresNames names, @Nullable String trustedOwner)
      throws SQLException {
    return new PostgresTableCheck(connection, names, trustedOwner, true)
        .requireRelations(connection);
  }

  /** Returns the role of the connection. */
  private String requireSchema(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SCHEMA)) {
      select.setString(1, trustedOwner);
      select.setBoolean(2, onlyLooks);
      select.setString(3, names.schema());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new JournalException("There is no schema " + LogText.quoted(names.schema()));
        }
        String role = row.getString(4);
        if (!row.getBoolean(2)) {
          throw new JournalException(
              "The schema "
                  + LogText.quoted(names.schema())
                  + " belongs to the role "
                  + LogText.quoted(row.getString(1))
                  + whyNotTrusted(role)
                  + ": name a schema of the journal's own. "
                  + remedy("SCHEMA", row.getString(1), role));
        }
        if (row.getBoolean(3)) {
          LOG.warn(
              "Everybody may create in the schema {}. The journal's tables there are its own; a"
                  + " schema in which nobody else may create keeps others from taking their names"
                  + " first",
              LogText.quoted(names.schema()));
        }
        return role;
      }
    }
  }

  private static String whyNotTrusted(String role) {
    return ", which is neither "
        + LogText.quoted(role)
        + " nor a role that it is a member of, nor an administrator";
  }

  /** For a host whose tables are made by another role of its own, as migration tools do. */
  private static String remedy(String what, String owner, String role) {
    String named = LogText.quoted(owner);
    return "If "
        + named
        + " is a role of the journal's own, name it (trustedOwner, --owner), or GRANT "
        + named
        + " TO "
        + LogText.quoted(role)
        + ", or ALTER "
        + what
        + " ... OWNER TO "
        + LogText.quoted(role);
  }

  private Set<String> requireRelations(Connection connection) throws SQLException {
    Set<String> found = new TreeSet<>();
    try (PreparedStatement select = connection.prepareStatement(RELATIONS)) {
      select.setString(1, trustedOwner);
      select.setBoolean(2, onlyLooks);
      select.setString(3, names.schema());
      select.setArray(
          4,
          connection.createArrayOf(
              "text",
              PostgresNames.RELATIONS.stream().map(name -> PostgresNames.PREFIX + name).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1).substring(PostgresNames.PREFIX.length());
          requireTrusted(name, row);
          found.add(name);
        }
      }
    }
    return found;
  }

  private void requireTrusted(String name, ResultSet row) throws SQLException {
    if (!row.getBoolean(4)) {
      throw refused(
          name,
          "belongs to the role " + LogText.quoted(row.getString(3)) + whyNotTrusted(role),
          "who owns it reads and changes every event. Name a schema of the journal's own. "
              + remedy("TABLE", row.getString(3), role));
    }
    String columns = COLUMNS.get(name);
    if (!(columns == null ? "v" : "r").equals(row.getString(2))) {
      throw refused(
          name,
          "is no " + (columns == null ? "view" : "plain table"),
          "drop it if nothing waits in it, or name another schema");
    }
    @Nullable String more = row.getString(5);
    if (more != null) {
      throw refused(
          name,
          "has " + LogText.oneLine(more),
          "it could hand events on, or lose them. Undo that, or name another schema");
    }
    if (columns != null && !columns.equals(row.getString(6))) {
      throw refused(
          name,
          "has other columns than a journal's",
          "drop the table if nothing waits in it, or name another schema");
    }
  }

  private JournalException refused(String name, String what, String why) {
    return new JournalException(LogText.oneLine(names.qualified(name)) + " " + what + ": " + why);
  }
}
