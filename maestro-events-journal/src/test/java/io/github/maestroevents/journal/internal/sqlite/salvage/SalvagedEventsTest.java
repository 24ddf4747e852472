package io.github.maestroevents.journal.internal.sqlite.salvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is saved of a database that was made to have no end. */
class SalvagedEventsTest {

  private static final int QUARANTINE_COLUMNS = 13;

  @Test
  void gaps_areToldUpToABound_andEndWhereNoMoreHaveRoomInTheFile() throws Exception {
    try (Connection target = target()) {
      SalvagedEvents saved = new SalvagedEvents(target, 2 * 4096, DeliveryClock.system());
      for (int gap = 0; gap < SalvagedEvents.MOST_TOLD_GAPS + 3; gap++) {
        saved.addGap(10 * gap, 10 * gap + 1);
      }
      assertThat(saved.report())
          .contains("190 to 191 and 3 more ranges")
          .doesNotContain("200 to 201");

      assertThatThrownBy(
              () -> {
                for (int gap = 0; gap < 4096; gap++) {
                  saved.addGap(gap, gap);
                }
              })
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("more events than have room");
    }
  }

  @Test
  void rowsWithoutAnEnd_endWhereNoMoreHaveRoomInTheFile() throws Exception {
    try (Connection target = target()) {
      SalvagedEvents saved = new SalvagedEvents(target, 2 * 4096, DeliveryClock.system());

      try (Connection source = DriverManager.getConnection("jdbc:sqlite::memory:");
          Statement query = source.createStatement();
          ResultSet endless =
              query.executeQuery(
                  "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT "
                      + columns(QUARANTINE_COLUMNS).replaceAll("c\\d+", "i")
                      + " FROM r")) {
        assertThatThrownBy(
                () -> {
                  while (endless.next()) {
                    saved.addQuarantined(endless);
                  }
                })
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("more events than have room");
      }
    }
  }

  private static Connection target() throws SQLException {
    Connection target = DriverManager.getConnection("jdbc:sqlite::memory:");
    try (Statement command = target.createStatement()) {
      command.execute("CREATE TABLE event (" + columns(11) + ")");
      command.execute("CREATE TABLE quarantine (" + columns(QUARANTINE_COLUMNS) + ")");
    }
    return target;
  }

  private static String columns(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
  }
}
