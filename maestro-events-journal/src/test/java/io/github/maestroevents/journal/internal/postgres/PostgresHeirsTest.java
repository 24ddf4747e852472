package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.ids;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.testbed.PostgresServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who goes on with what a dead host has left, when it is more than one call adopts. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresHeirsTest {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Test
  void heir_goesOnAlone_andItsOwnHeirAfterIt_soThatTheOrderIsKept() throws Exception {
    try (EventJournal dead = SERVER.open("dead")) {
      dead.append(range(1, 6000));
    }
    SERVER.expire("dead");
    try (EventJournal second = SERVER.open("second")) {
      try (EventJournal first = SERVER.open("first")) {
        assertThat(first.adopt(1)).isEqualTo(5000);
        assertThat(second.adopt(1)).as("of the first one's inheritance").isZero();
      }
      SERVER.expire("first");
      int adopted = 0;
      for (int call = 0; call < 10; call++) {
        adopted += second.adopt(adopted + 1L);
      }
      assertThat(adopted).isEqualTo(6000);
      assertThat(ids(readAll(second))).isEqualTo(ids(1, 6000));
      assertThat(SERVER.number("SELECT count(*) FROM maestro_journal_lease")).isEqualTo(1);
    }
  }

  @Test
  void slowHost_isToldAndCountsAgain_whenPartOfItsEventsWasAdopted() throws Exception {
    try (EventJournal slow = SERVER.open("slow");
        EventJournal heir = SERVER.open("heir")) {
      slow.append(range(1, 6000));
      SERVER.expire("slow");
      assertThat(heir.adopt(1)).isEqualTo(5000);

      slow.append(range(6001, 6002));
      assertThat(slow.stats().events()).isEqualTo(1002);
      assertThat(sequences(readAll(slow))).isEqualTo(numbers(5001, 6002));
      assertThat(heir.adopt(5001)).as("from the living").isZero();
    }
  }

  @Test
  void heir_goesOnBehindDamagedRows() throws Exception {
    try (EventJournal dead = SERVER.open("dead")) {
      dead.append(range(1, 5010));
    }
    SERVER.execute("UPDATE maestro_journal_event SET crc32c = -1 WHERE sequence <= 5000");
    SERVER.expire("dead");
    try (EventJournal heir = SERVER.open("heir")) {
      assertThat(heir.adopt(1)).isEqualTo(10);
      assertThat(ids(readAll(heir))).isEqualTo(ids(5001, 5010));
      assertThat(SERVER.number("SELECT count(*) FROM maestro_journal_quarantine")).isEqualTo(5000);
    }
  }

  @Test
  void olderProcess_getsNothingBack_whenTheNewerOneOfItsNameIsAdopted() throws Exception {
    try (EventJournal older = SERVER.open("host");
        EventJournal heir = SERVER.open("heir")) {
      older.append(range(1, 5));
      try (EventJournal newer = SERVER.open("host")) {
        newer.append(range(6, 6000));
      }
      SERVER.expire("host");
      assertThat(heir.adopt(1)).isEqualTo(5000);

      assertThatThrownBy(() -> older.acknowledge(array(5500, 6000)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("newer process of the same name");
      assertThat(heir.adopt(5001)).isEqualTo(1000);
      assertThat(heir.adopt(6001)).as("the lease is forgotten").isZero();
      assertThatThrownBy(() -> older.append(range(6001, 6002)))
          .as("for ever")
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("newer process of the same name");
    }
  }
}
