package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What holds where nobody has said anything. */
class MaestroDefaultsTest {

  private static final String P = "maestro.events.";

  @Test
  void events_areCommittedInMaestrosOwnDatabase() {
    Map<String, String> values = with(Map.of(P + "destinations.audit.type", "kafka"), Map.of());

    assertThat(values)
        .containsEntry(P + "journal", "datasource")
        .containsEntry(P + "destinations.audit.acceptance", "journaled")
        .containsEntry(P + "destinations.audit.unknown-topic-timeout", "365d")
        .containsEntry(P + "close-timeout", "5s");
  }

  @Test
  void withoutAJournal_theDestinationConfirms() {
    Map<String, String> values =
        with(Map.of(P + "destinations.audit.type", "kafka", P + "journal", "none"), Map.of());

    assertThat(values)
        .containsEntry(P + "journal", "none")
        .containsEntry(P + "destinations.audit.acceptance", "confirmed")
        .doesNotContainKey(P + "destinations.audit.unknown-topic-timeout");
  }

  @Test
  void destinationOfDeadLetters_isLeftToItself() {
    for (Map<String, String> said :
        List.of(
            Map.of(P + "destinations.audit.dead-letters", "destination:spare"),
            Map.of(P + "defaults.dead-letters", " destination:spare "))) {
      Map<String, String> all = new LinkedHashMap<>(said);
      all.put(P + "destinations.audit.type", "kafka");
      all.put(P + "destinations.spare.type", "log");
      all.put(P + "journal", "none");

      assertThat(with(all, Map.of()))
          .containsEntry(P + "destinations.audit.acceptance", "confirmed")
          .doesNotContainKey(P + "destinations.spare.acceptance");
    }
  }

  @Test
  void destinationWithoutAJournal_isAloneInThat() {
    Map<String, String> values =
        with(
            Map.of(
                P + "destinations.audit.type", "kafka",
                P + "destinations.wire.type", "log",
                P + "destinations.wire.journal", "None"),
            Map.of());

    assertThat(values)
        .containsEntry(P + "destinations.audit.acceptance", "journaled")
        .containsEntry(P + "destinations.wire.acceptance", "confirmed");
  }

  @Test
  void whatSomebodyHasSaid_stays() {
    Map<String, String> said = new LinkedHashMap<>();
    said.put(P + "destinations.audit.type", "kafka");
    said.put(P + "destinations.audit.acceptance", "memory");
    said.put(P + "destinations.audit.unknown-topic-timeout", "10s");
    said.put(P + "defaults.journal", "file:/var/lib/maestro");
    said.put(P + "defaults.close-timeout", "9s");

    assertThat(with(said, Map.of())).isEqualTo(said);
    assertThat(with(Map.of(P + "defaults.acceptance", "memory"), Map.of()))
        .doesNotContainKey(P + "destinations.audit.acceptance");
  }

  @Test
  void variables_sayItToo() {
    Map<String, String> values =
        with(
            Map.of(),
            Map.of(
                "MAESTRO_EVENTS_DESTINATIONS__MY_AUDIT__TYPE", "kafka",
                "MAESTRO_EVENTS_JOURNAL", "none",
                "MAESTRO_EVENTS_CLOSE_TIMEOUT", "7s",
                "MAESTRO_NOTIFIER_TYPE", "maestro-events"));

    assertThat(values)
        .containsExactly(Map.entry(P + "destinations.my-audit.acceptance", "confirmed"));
  }

  @Test
  void ofSeveralDataSources_maestrosOwnIsTaken() {
    ServerSettings settings = settings(Map.of());

    MaestroDefaults.addTo(settings, Map.of(), Set.of("other", "maestroDataSource"));

    assertThat(settings.get(P + "journal")).isEqualTo("datasource:maestroDataSource");
  }

  @Test
  void dataSource_isAskedFor_onlyWhereAJournalIsInIt() {
    assertThat(needs(Map.of(), Map.of())).isTrue();
    assertThat(needs(Map.of(P + "journal", "none"), Map.of())).isFalse();
    assertThat(needs(Map.of(P + "journal", "file:/a"), Map.of())).isFalse();
    assertThat(
            needs(
                Map.of(P + "journal", "none", P + "destinations.a.journal", "datasource:x"),
                Map.of()))
        .isTrue();
    assertThat(needs(Map.of(), Map.of("MAESTRO_EVENTS_JOURNAL", "none"))).isFalse();
    assertThat(
            needs(
                Map.of(P + "journal", "none"),
                Map.of("MAESTRO_EVENTS_DESTINATIONS__A__JOURNAL", "datasource")))
        .isTrue();
  }

  private static boolean needs(Map<String, String> said, Map<String, String> variables) {
    return MaestroDefaults.needsDataSource(settings(said), variables);
  }

  private static Map<String, String> with(Map<String, String> said, Map<String, String> variables) {
    ServerSettings settings = settings(said);
    MaestroDefaults.addTo(settings, variables, Set.of("dataSource"));
    return settings.values();
  }

  private static ServerSettings settings(Map<String, String> said) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("said", new LinkedHashMap<>(said)));
    return ServerSettings.of(environment);
  }
}
