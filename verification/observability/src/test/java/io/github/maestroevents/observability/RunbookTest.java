package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.observability.Rules.Alert;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link from an alert leads to a section that says what to do. */
class RunbookTest {

  /** Where files of this repository are on the web, by the parent POM. */
  private static final String WEB =
      Pattern.compile("<url>([^<]+)</url>")
              .matcher(SourceFiles.read(SourceFiles.of("pom.xml")))
              .results()
              .map(url -> url.group(1))
              .findFirst()
              .orElseThrow()
          + "/blob/main/";

  private static final Pattern SECTION =
      Pattern.compile("^## ([^\\n]+)\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);

  static List<Alert> alerts() {
    return Rules.alerts();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void link_leadsToASection_thatSaysWhatItMeansAndWhatToDo(Alert alert) {
    String url = alert.annotations().get("runbook_url");
    assertThat(url).startsWith(WEB).contains("#");
    String file = url.substring(WEB.length(), url.indexOf('#'));
    String anchor = url.substring(url.indexOf('#') + 1);

    Map<String, String> sections = sections(file);

    assertThat(sections).containsKey(anchor);
    assertThat(anchor).isEqualTo(anchorOf(alert.name()));
    assertThat(sections.get(anchor))
        .contains("**Meaning.**", "**Impact.**", "**Diagnosis.**", "**Mitigation.**");
  }

  @Test
  void runbook_hasNoSectionOfAnAlertThatIsGone() {
    assertThat(sections("observability/runbook.md").keySet())
        .filteredOn(anchor -> anchor.startsWith("maestroevents"))
        .containsExactlyInAnyOrderElementsOf(
            alerts().stream().map(alert -> anchorOf(alert.name())).toList());
  }

  private static Map<String, String> sections(String file) {
    return SECTION
        .matcher(SourceFiles.read(SourceFiles.of(file)))
        .results()
        .collect(
            Collectors.toMap(
                (MatchResult section) -> anchorOf(section.group(1)), section -> section.group(2)));
  }

  /** As GitHub makes them. */
  static String anchorOf(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }
}
