package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.inspect.EventGroup;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A role of the same database that may create in the journal's schema, as everybody might in {@code
 * public} up to PostgreSQL 14, makes tables, triggers, operators and views there.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ForeignTablesTest {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws Exception {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    assumeTrue(system.contains("linux"), "has PostgreSQL for Linux alone, not for " + system);
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
    as(
        "postgres",
        "CREATE ROLE host LOGIN",
        "CREATE ROLE stranger LOGIN",
        "CREATE ROLE migrator LOGIN",
        "CREATE ROLE dba");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void emptyPublic() throws Exception {
    as(
        "postgres",
        "DROP SCHEMA IF EXISTS host CASCADE",
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        "GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "quarantine", "lease", "version", "event_list"})
  void tableOfAStranger_isRefusedByItsName_andItsOwners(String name) throws Exception {
    as("stranger", "CREATE TABLE maestro_journal_" + name + " (version integer)");
    as("stranger", "GRANT ALL ON maestro_journal_" + name + " TO PUBLIC");

    assertRefused("maestro_journal_" + name, "\"stranger\"");
  }

  @Test
  void tablesOfAStranger_inTheirVeryShape_areRefused_alsoToASuperuser() throws Exception {
    open("stranger").close();
    as("stranger", "GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC");

    assertRefused("\"stranger\"");
    assertThatThrownBy(() -> open("postgres").close()).hasMessageContaining("\"stranger\"");
    assertThatThrownBy(() -> place("host").view().close()).hasMessageContaining("\"stranger\"");
  }

  @Test
  void schemaOfAStranger_namedLikeTheHost_isRefused() throws Exception {
    as("postgres", "CREATE SCHEMA host AUTHORIZATION stranger", "GRANT ALL ON SCHEMA host TO host");

    assertRefused("\"host\"", "\"stranger\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER t BEFORE INSERT ON maestro_journal_event FOR EACH ROW EXECUTE FUNCTION f()",
        "CREATE RULE r AS ON INSERT TO maestro_journal_event DO INSTEAD NOTHING",
        "ALTER TABLE maestro_journal_event ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE maestro_journal_event SET UNLOGGED",
        "CREATE POLICY p ON maestro_journal_event USING (true)",
        "CREATE TABLE child () INHERITS (maestro_journal_event)",
        "ALTER TABLE maestro_journal_event ADD COLUMN more text DEFAULT 'x'",
        "ALTER TABLE maestro_journal_event ALTER COLUMN type SET DEFAULT 'x'",
        "ALTER TABLE maestro_journal_event ALTER COLUMN attributes TYPE varchar",
        "ALTER TABLE maestro_journal_event ADD CHECK (length(type) > 0)",
        "CREATE INDEX i ON maestro_journal_event (upper(type))",
        "CREATE TABLE other (d text, n text, s bigint, FOREIGN KEY (d, n, s)"
            + " REFERENCES maestro_journal_event ON DELETE CASCADE)",
        "ALTER TABLE maestro_journal_lease RENAME TO was;"
            + " CREATE VIEW maestro_journal_lease AS SELECT * FROM was",
        "CREATE INDEX i ON maestro_journal_event (type) WHERE f(type) > 0",
        "CREATE UNIQUE INDEX i ON maestro_journal_event (type)",
        "CREATE INDEX i ON maestro_journal_event (type foreign_ops)",
        "CREATE INDEX i ON maestro_journal_event (type COLLATE foreign_order)",
        "CREATE STATISTICS s ON (f(type)) FROM maestro_journal_event",
        "ALTER TABLE maestro_journal_event ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE maestro_journal_event ALTER COLUMN type SET DEFAULT f('x')::text",
        "ALTER TABLE maestro_journal_quarantine ALTER COLUMN type TYPE foreign_text",
        "ALTER TABLE maestro_journal_quarantine ALTER COLUMN type TYPE text COLLATE foreign_order",
        "ALTER TABLE maestro_journal_lease ADD FOREIGN KEY (destination) REFERENCES foreign_table"
            + " NOT VALID",
        "CREATE TABLE parent (LIKE maestro_journal_event);"
            + " ALTER TABLE maestro_journal_event INHERIT parent",
        "CREATE TABLE parent (LIKE maestro_journal_event) PARTITION BY LIST (destination);"
            + " ALTER TABLE parent ATTACH PARTITION maestro_journal_event DEFAULT",
        "DROP TABLE maestro_journal_quarantine"
      })
  void tableThatDoesMoreThanKeep_isRefused_toOpenAndToLook(String change) throws Exception {
    open("host").close();
    as(
        "postgres",
        "CREATE FUNCTION compare(text, text) RETURNS integer IMMUTABLE LANGUAGE sql AS"
            + " 'SELECT pg_catalog.bttextcmp($1, $2)'",
        "CREATE OPERATOR CLASS foreign_ops FOR TYPE text USING btree AS OPERATOR 1 <,"
            + " OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,"
            + " FUNCTION 1 compare(text, text)");
    as(
        "host",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE FUNCTION f(text) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1'",
        "CREATE COLLATION foreign_order FROM \"C\"",
        "CREATE DOMAIN foreign_text AS text CHECK (f(VALUE) = 1)",
        "CREATE TABLE foreign_table (destination text PRIMARY KEY)",
        change);

    assertRefused("maestro_journal_");
  }

  /** As an administrator adds it, who looks for events by their type. */
  @Test
  void plainIndex_isLetPass() throws Exception {
    open("host").close();
    as("host", "CREATE INDEX i ON maestro_journal_event (type, accepted_at)");

    open("host").close();
  }

  /** Between the types of the tables and of the driver only an administrator can make one. */
  @Test
  void castBetweenTypesOfTheTables_cannotBeMadeByAStranger() {
    assertThatThrownBy(() -> as("stranger", "CREATE CAST (varchar AS bytea) WITHOUT FUNCTION"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("must be owner of type");
  }

  @Test
  void triggerByARightThatWasGranted_isRefused() throws Exception {
    open("host").close();
    as("host", "GRANT TRIGGER ON maestro_journal_event TO stranger");
    as(
        "stranger",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TRIGGER t BEFORE INSERT ON maestro_journal_event FOR EACH ROW EXECUTE FUNCTION f()");

    assertRefused("trigger t");
  }

  @Test
  void operatorsAndFunctions_ofAStranger_areNeverRun() throws Exception {
    as(
        "stranger",
        "CREATE TABLE caught (by text)",
        "GRANT INSERT ON caught TO PUBLIC",
        "CREATE FUNCTION catch_text(text, varchar) RETURNS boolean LANGUAGE plpgsql AS"
            + " 'BEGIN INSERT INTO public.caught VALUES (''='' || $2); RETURN true; END'",
        "CREATE OPERATOR = (LEFTARG = text, RIGHTARG = varchar, FUNCTION = catch_text)",
        "CREATE OPERATOR <> (LEFTARG = text, RIGHTARG = varchar, FUNCTION = catch_text)",
        "CREATE FUNCTION count(bigint) RETURNS bigint LANGUAGE plpgsql AS"
            + " 'BEGIN INSERT INTO public.caught VALUES (''count''); RETURN 0; END'");

    try (EventJournal journal = open("host")) {
      journal.append(Journals.entries(1, 3));
      journal.acknowledge(new long[] {1});
      assertThat(journal.read(0, 10, 1_000_000)).hasSize(2);
      assertThat(journal.adopt(10)).isZero();
      try (JournalView view = place("host").view()) {
        EventSelection one = EventSelection.ofIds(List.of(String.format("%032x", 2)));
        assertThat(view.count(one)).isEqualTo(1);
        assertThat(view.groups(EventGroup.By.TYPE, EventSelection.everything(), 5)).hasSize(1);
      }
      assertThat(place("host").holders()).hasSize(1);
    }
    assertThat(number("SELECT count(*) FROM public.caught")).isZero();
  }

  @Test
  void schemaThatIsNamed_isUsed_whateverTheSearchPathHolds() throws Exception {
    as("postgres", "CREATE SCHEMA \"odd \"\" na'me\" AUTHORIZATION host");
    try {
      DataSource database = database("host", "public");
      try (EventJournal journal =
          PostgresJournal.on(database, "one").schema("odd \" na'me").open()) {
        journal.append(Journals.entries(1, 3));
      }
      assertThat(number("SELECT count(*) FROM \"odd \"\" na'me\".maestro_journal_event"))
          .isEqualTo(3);
      try (JournalView view =
          JournalPlace.inDatabase(database, "odd \" na'me", "default", null).view()) {
        assertThat(view.count(EventSelection.everything())).isEqualTo(3);
      }
    } finally {
      as("postgres", "DROP SCHEMA \"odd \"\" na'me\" CASCADE");
    }
  }

  @Test
  void tablesFurtherDownTheSearchPath_areFound_soThatNoBacklogIsLeftBehind() throws Exception {
    try (EventJournal journal = open("host")) {
      journal.append(Journals.entries(1, 3));
    }
    as("postgres", "CREATE SCHEMA host AUTHORIZATION host");

    try (EventJournal journal = open("host")) {
      assertThat(journal.read(0, 10, 1_000_000)).hasSize(3);
    }
    try (JournalView view = place("host").view()) {
      assertThat(view.count(EventSelection.everything())).isEqualTo(3);
    }
  }

  @Test
  void journalOfOneOwner_isLookedAt_byARoleThatMayOnlyRead() throws Exception {
    makeJournalOf("migrator", "SELECT", "stranger");

    try (JournalView view = place("stranger", "host", null).view()) {
      assertThat(view.count(EventSelection.everything())).isEqualTo(3);
    }
    assertThat(place("stranger", "host", null).holders()).isEmpty();
    as("postgres", "ALTER TABLE host.maestro_journal_event OWNER TO dba");
    assertThatThrownBy(() -> place("stranger", "host", null).view().close())
        .hasMessageContainingAll("\"dba\"", "--owner");
    place("stranger", "host", "dba").view().close();
  }

  @Test
  void journalOfAMigrationsRole_isRefused_untilTheHostNamesThatRole() throws Exception {
    makeJournalOf("migrator", "ALL", "host");

    assertThatThrownBy(() -> journal("host").schema("host").open())
        .hasMessageContainingAll("trustedOwner", "GRANT \"migrator\" TO \"host\"", "OWNER TO");
    assertThatThrownBy(() -> journal("host").schema("host").trustedOwner("dba").open())
        .hasMessageContaining("\"migrator\"");
    try (EventJournal journal = journal("host").schema("host").trustedOwner("migrator").open()) {
      assertThat(journal.read(0, 10, 1_000_000)).hasSize(3);
      journal.append(Journals.entries(4, 4));
    }
    try (EventJournal journal = place("host", "host", "migrator").open(false)) {
      assertThat(journal.read(0, 10, 1_000_000)).hasSize(4);
    }
  }

  private static void makeJournalOf(String owner, String rights, String role) throws Exception {
    as("postgres", "CREATE SCHEMA host AUTHORIZATION " + owner);
    try (EventJournal journal = journal(owner).schema("host").open()) {
      journal.append(Journals.entries(1, 3));
    }
    as(
        "postgres",
        "GRANT USAGE ON SCHEMA host TO " + role,
        "GRANT " + rights + " ON ALL TABLES IN SCHEMA host TO " + role);
  }

  private static PostgresJournal journal(String role) {
    return PostgresJournal.on(database(role, null), "one");
  }

  private static JournalPlace place(String role, String schema, String owner) {
    return JournalPlace.inDatabase(database(role, null), schema, owner, "default", "one");
  }

  @Test
  void schemaThatIsNotThere_isRefusedByName() {
    assertThatThrownBy(
            () -> PostgresJournal.on(database("host", "public"), "one").schema("nowhere").open())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("\"nowhere\"");
  }

  @Test
  void tablesOfAnAdministrator_andOfARoleTheHostIsIn_areUsed() throws Exception {
    open("postgres").close();
    as("postgres", "GRANT ALL ON ALL TABLES IN SCHEMA public TO host");
    open("host").close();

    as("postgres", "GRANT dba TO host");
    for (String table : new String[] {"event", "quarantine", "lease", "version", "event_list"}) {
      as("postgres", "ALTER TABLE maestro_journal_" + table + " OWNER TO dba");
    }
    open("host").close();
    as("postgres", "REVOKE dba FROM host");
    assertRefused("\"dba\"");
  }

  private static void assertRefused(String... named) {
    assertThatThrownBy(() -> open("host").close())
        .isInstanceOf(JournalException.class)
        .hasMessageContainingAll(named);
    assertThatThrownBy(() -> place("host").view().close()).isInstanceOf(JournalException.class);
  }

  private static EventJournal open(String role) {
    return PostgresJournal.on(database(role, null), "one").open();
  }

  private static JournalPlace place(String role) {
    return JournalPlace.inDatabase(database(role, null), "default", null);
  }

  private static DataSource database(String role, String searchPath) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres");
    source.setUser(role);
    if (searchPath != null) {
      source.setCurrentSchema(searchPath);
    }
    return source;
  }

  private static void as(String role, String... statements) throws SQLException {
    try (Connection connection = database(role, null).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = database("postgres", null).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
