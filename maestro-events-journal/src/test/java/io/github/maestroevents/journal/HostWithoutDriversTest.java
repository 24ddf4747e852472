package io.github.maestroevents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.testbeds.LeftOut;
import io.github.maestroevents.testkit.WrittenSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** A host that has left out the drivers of databases. */
class HostWithoutDriversTest {

  @Test
  void providers_load_andSayWhatToAdd() throws Exception {
    LeftOut host = LeftOut.of("org.sqlite.", "org.postgresql.");
    assertThatThrownBy(() -> host.loadClass("org.sqlite.JDBC"))
        .isInstanceOf(ClassNotFoundException.class);

    Class<?> program = host.loadClass(Check.class.getName());
    List<?> told = (List<?>) program.getMethod("told", ClassLoader.class).invoke(null, host);

    assertThat(told).hasSize(2);
    assertThat(String.valueOf(told.get(0)))
        .contains("needs SQLite's driver", "add org.xerial:sqlite-jdbc");
    assertThat(String.valueOf(told.get(1)))
        .contains("needs PostgreSQL's driver", "add org.postgresql:postgresql");
  }

  /** The host's program. */
  public static final class Check {

    private Check() {}

    /** What is wrong with places that are right but for their drivers. */
    public static List<String> told(ClassLoader host) {
      List<String> told = new ArrayList<>();
      for (JournalProvider provider : ServiceLoader.load(JournalProvider.class, host)) {
        for (String place : List.of("file:/var/events", "jdbc:postgresql://h/d")) {
          if (provider.takes(place)) {
            try {
              provider.check(place, WrittenSettings.of(provider.settings()));
            } catch (IllegalArgumentException e) {
              told.add(String.valueOf(e.getMessage()));
            }
          }
        }
      }
      return told;
    }
  }
}
