package io.github.maestroevents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresJournalTest {

  @Test
  void builder_refusesBadValuesByName() {
    DataSource database = new PGSimpleDataSource();
    assertThatThrownBy(() -> PostgresJournal.on(database, " ")).hasMessageContaining("nodeName");
    PostgresJournal settings = PostgresJournal.on(database, "host");
    assertThatThrownBy(() -> settings.destination("")).hasMessageContaining("destination");
    assertThatThrownBy(() -> settings.leaseTime(Duration.ofSeconds(Long.MAX_VALUE)))
        .hasMessageContaining("leaseTime");
    assertThatThrownBy(() -> settings.leaseTime(Duration.ofMillis(999)))
        .hasMessageContaining("leaseTime");
    assertThatThrownBy(() -> settings.maxBytes(0)).hasMessageContaining("maxBytes");
    assertThat(settings.toString()).contains("node=host", "leaseTime=PT30S");
  }
}
