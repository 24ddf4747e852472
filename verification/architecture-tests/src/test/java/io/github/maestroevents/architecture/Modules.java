package io.github.maestroevents.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The product modules, as the parent POM lists them, and the module that a class belongs to, by its
 * package: {@code io.github.maestroevents.kafka} is that of {@code maestro-events-kafka}, and what
 * names no other module belongs to the api.
 */
final class Modules {

  static final String ROOT_PACKAGE = "io.github.maestroevents";
  static final Path ROOT = Path.of("..", "..");
  static final String API = "api";
  static final String DELIVERY = "delivery";
  static final String CONFIG = "config";
  static final String TESTKIT = "testkit";

  /**
   * The artifact roles of the product, such as {@code spring-boot-starter}; the BOM has no code.
   */
  static final Set<String> ROLES = roles();

  /**
   * Whatever is none of these delivers to a destination, so a new adapter is one from its birth.
   */
  private static final Set<String> NOT_ADAPTERS =
      Set.of(
          API,
          DELIVERY,
          CONFIG,
          TESTKIT,
          "journal",
          "cli",
          "micrometer",
          "status",
          "spring",
          "netflix");

  private static final Set<String> STARTERS = Set.of("spring", "netflix");

  private static final Set<String> NAMES =
      ROLES.stream().map(Modules::firstWord).collect(Collectors.toUnmodifiableSet());

  private Modules() {}

  /** The module of a class of the product; empty for all others. */
  static String of(JavaClass type) {
    String packageName = type.getBaseComponentType().getPackageName();
    if (packageName.equals(ROOT_PACKAGE)) {
      return API;
    }
    if (!packageName.startsWith(ROOT_PACKAGE + ".")) {
      return "";
    }
    String rest = packageName.substring(ROOT_PACKAGE.length() + 1);
    String first = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    return NAMES.contains(first) ? first : API;
  }

  /** A role's module name: packages know no hyphens, so it is the first word. */
  static String firstWord(String role) {
    return role.contains("-") ? role.substring(0, role.indexOf('-')) : role;
  }

  /** Where the sources of a class of the product lie. */
  static Path sources(JavaClass type) {
    String role =
        ROLES.stream().filter(r -> firstWord(r).equals(of(type))).findFirst().orElseThrow();
    return ROOT.resolve("maestro-events-" + role).resolve("src/main/java");
  }

  static boolean isAdapter(JavaClass type) {
    String module = of(type);
    return !module.isEmpty() && !NOT_ADAPTERS.contains(module);
  }

  static DescribedPredicate<JavaClass> adapters() {
    return describe("in an adapter module", Modules::isAdapter);
  }

  static DescribedPredicate<JavaClass> starters() {
    return describe("in a starter module", type -> STARTERS.contains(of(type)));
  }

  static DescribedPredicate<JavaClass> in(String module) {
    return describe("in module " + module, type -> of(type).equals(module));
  }

  private static Set<String> roles() {
    try {
      Matcher modules =
          Pattern.compile("<module>maestro-events-([a-z-]+)</module>")
              .matcher(Files.readString(ROOT.resolve("pom.xml")));
      Set<String> roles = new TreeSet<>();
      while (modules.find()) {
        roles.add(modules.group(1));
      }
      roles.remove("bom");
      return Set.copyOf(roles);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
