package io.github.maestroevents.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} names every setting that the code has, no other, and its default. */
class SettingsPageTest {

  private static final String DEFAULT = "DEFAULT_";
  private static final Set<String> WITHOUT_SETTINGS = Set.of(Modules.API, Modules.TESTKIT, "cli");

  private static final Map<String, JavaClass> TYPES = types();

  @Test
  void settingsOfThePage_areThoseOfTheCode() throws IOException {
    Set<String> ofTheCode = new TreeSet<>();
    TYPES.forEach(
        (name, type) -> settings(type).forEach(setting -> ofTheCode.add(name + "." + setting)));

    assertThat(ofTheCode)
        .contains("NonBlockingPublisherBuilder.queue", "RetryPolicy.withMaxAge")
        .contains("KafkaPublisherBuilder.property", "SqliteJournal.maxBytes");
    assertThat(SettingsPage.read().settings()).containsExactlyInAnyOrderElementsOf(ofTheCode);
  }

  @Test
  void defaultsOfThePage_areThoseOfTheCode() throws Exception {
    SettingsPage page = SettingsPage.read();
    List<String> checked = new ArrayList<>();
    for (Map.Entry<String, JavaClass> type : TYPES.entrySet()) {
      for (JavaField constant : defaults(type.getValue())) {
        String setting = settingOf(constant, settings(type.getValue()));
        String shown = text(constant.getName(), constant.reflect().get(null));

        assertThat(page.defaultOf(type.getKey() + "." + setting))
            .as("default of %s of %s, which is %s", setting, type.getKey(), constant.getName())
            .startsWith(shown);
        checked.add(setting);
      }
    }
    assertThat(checked).contains("closeTimeout", "withMaxBytes", "withMaxAge", "withTroubleShare");
  }

  /** A class has settings if its methods give the class back. */
  private static Map<String, JavaClass> types() {
    Map<String, JavaClass> types = new TreeMap<>();
    Product.CLASSES.stream()
        .filter(type -> !WITHOUT_SETTINGS.contains(Modules.of(type)))
        .filter(type -> !type.getPackageName().contains(".internal"))
        .filter(type -> isPublic(type.getModifiers()) && !type.isInterface() && !type.isEnum())
        .filter(type -> !settings(type).isEmpty())
        .forEach(type -> types.put(name(type), type));
    return types;
  }

  private static boolean isPublic(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC);
  }

  private static String name(JavaClass type) {
    return type.getEnclosingClass().map(outer -> outer.getSimpleName() + ".").orElse("")
        + type.getSimpleName();
  }

  private static Set<String> settings(JavaClass type) {
    return type.getMethods().stream()
        .filter(method -> isPublic(method.getModifiers()))
        .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
        .filter(method -> method.getRawReturnType().equals(type))
        .map(JavaMethod::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those of a nested builder stand in the class around it. */
  private static List<JavaField> defaults(JavaClass type) {
    return Stream.concat(Stream.of(type), type.getEnclosingClass().stream())
        .flatMap(owner -> owner.getFields().stream())
        .filter(field -> isPublic(field.getModifiers()))
        .filter(field -> field.getName().startsWith(DEFAULT))
        .toList();
  }

  /** {@code DEFAULT_MAX_BYTES} is that of {@code maxBytes}, or of {@code withMaxBytes}. */
  private static String settingOf(JavaField constant, Set<String> settings) {
    String words = constant.getName().substring(DEFAULT.length()).replace("_", "");
    String wanted = words.toLowerCase(Locale.ROOT);
    return settings.stream()
        .filter(setting -> plain(setting).endsWith(wanted) || wanted.startsWith(plain(setting)))
        .min(
            Comparator.comparingInt(setting -> Math.abs(plain(setting).length() - wanted.length())))
        .orElseThrow(
            () -> new AssertionError("No setting has the default " + constant.getFullName()));
  }

  private static String plain(String setting) {
    return setting.toLowerCase(Locale.ROOT).replaceFirst("^with", "");
  }

  private static String text(String constant, Object value) {
    if (value instanceof Duration time) {
      return time(time);
    }
    if (value instanceof Number number && constant.endsWith("_BYTES")) {
      return bytes(number.longValue());
    }
    return value instanceof Integer number
        ? String.format(Locale.ROOT, "%,d", number)
        : String.valueOf(value);
  }

  private static String time(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + " ms";
    }
    return time.toMinutes() < 2
        ? time.toSeconds() + " s"
        : time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
  }

  private static String bytes(long bytes) {
    return bytes % (1L << 30) == 0 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
  }
}
