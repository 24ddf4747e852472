package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.provider.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/configuration.md} are those of the catalog. {@code main} prints them.
 */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String HEADER = "| key | value | default | |";
  private static final String RULE = "|---|---|---|---|";

  private static final Map<Long, String> SIZES =
      Map.of(1L << 30, "GiB", 1L << 20, "MiB", 1L << 10, "KiB", 1L, "");
  private static final Map<Long, String> TIMES =
      Map.of(86_400_000L, "d", 3_600_000L, "h", 60_000L, "m", 1_000L, "s", 1L, "ms");

  /** Prints the tables as the page should have them. */
  public static void main(String[] args) {
    tables().forEach(System.out::println);
  }

  @Test
  void tablesOfThePage_areThoseOfTheCatalog() throws IOException {
    List<String> page =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("### Keys of ") || line.startsWith("| "))
            .dropWhile(line -> !line.startsWith("### Keys of "))
            .toList();

    assertThat(tables()).hasSizeGreaterThan(80);
    assertThat(page)
        .as("run main of this class, and put its output in place")
        .isEqualTo(
            tables().stream().filter(line -> !line.isEmpty() && !line.equals(RULE)).toList());
  }

  private static List<String> tables() {
    ConfigurationCatalog catalog =
        ConfigurationCatalog.of(ConfigurationPageTest.class.getClassLoader());
    List<String> lines = new ArrayList<>();
    add(lines, "the whole, below `maestro.events.`", catalog.general());
    add(
        lines,
        "every destination, below `maestro.events.destinations.<name>.`",
        catalog.destination());
    List.of("kafka", "sqs", "webhook", "log")
        .forEach(type -> add(lines, "type `" + type + "`", of(catalog.types(), type)));
    List.of("sqlite", "postgresql")
        .forEach(type -> add(lines, "a journal in `" + type + "`", of(catalog.journals(), type)));
    return lines;
  }

  private static List<Setting> of(Map<String, List<Setting>> settings, String type) {
    return settings.getOrDefault(type, List.of());
  }

  private static void add(List<String> lines, String title, List<Setting> settings) {
    lines.addAll(List.of("### Keys of " + title, "", HEADER, RULE));
    settings.forEach(setting -> lines.add(row(setting)));
    lines.add("");
  }

  private static String row(Setting setting) {
    boolean isGroup = setting.kind() == Setting.Kind.GROUP;
    return "| `"
        + setting.name()
        + (isGroup ? ".…" : "")
        + "` | "
        + value(setting)
        + " | "
        + (setting.isRequired() ? "must be set" : setting.defaultText().orElse("none"))
        + " | "
        + plain(setting.description())
        + " |";
  }

  /** As text that is nothing special in Markdown. */
  private static String plain(String description) {
    return description.replace("<", "&lt;").replace("*", "\\*");
  }

  private static String value(Setting setting) {
    String unlimited = setting.words().contains(Setting.UNLIMITED) ? ", or `unlimited`" : "";
    return switch (setting.kind()) {
      case TEXT -> "text";
      case SECRET -> "secret";
      case FLAG -> "`true` or `false`";
      case INTEGER -> "number" + range(setting, Integer.MAX_VALUE, Map.of(1L, "")) + unlimited;
      case SIZE -> "size" + range(setting, Long.MAX_VALUE, SIZES) + unlimited;
      case DURATION -> "time" + range(setting, Long.MAX_VALUE, TIMES) + unlimited;
      case SHARE -> "above 0, up to 1";
      case CHOICE -> words(setting);
      case LIST -> setting.words().isEmpty() ? "list" : "list of " + words(setting);
      case GROUP -> "text each";
    };
  }

  private static String words(Setting setting) {
    return setting.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static String range(Setting setting, long endless, Map<Long, String> units) {
    return setting.max() >= endless
        ? ", from " + amount(setting.min(), units)
        : ", " + amount(setting.min(), units) + " to " + amount(setting.max(), units);
  }

  /** In the largest unit that leaves a whole number. */
  private static String amount(long number, Map<Long, String> units) {
    long unit =
        units.keySet().stream()
            .filter(one -> number % one == 0 && number != 0)
            .max(Long::compare)
            .orElse(1L);
    return number / unit + units.get(unit);
  }
}
