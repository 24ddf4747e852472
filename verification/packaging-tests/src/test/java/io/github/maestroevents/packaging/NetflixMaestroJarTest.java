package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The one jar for the server of Netflix Maestro, which stands before the server's own jars. */
class NetflixMaestroJarTest {

  /** What the jar holds beside our own packages, and who makes it. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "com/github/luben", "com.github.luben:zstd-jni",
          "net/jpountz", "at.yawk.lz4:lz4-java",
          "org/apache/kafka", "org.apache.kafka:kafka-clients",
          "org/xerial/snappy", "org.xerial.snappy:snappy-java");

  @Test
  void jar_holdsNothingThatTheServerHas_andNamesTheRestWithItsLicence() throws Exception {
    try (JarFile jar = jar()) {
      TreeSet<String> roots = new TreeSet<>();
      jar.stream()
          .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
          .filter(name -> name.endsWith(".class"))
          .map(NetflixMaestroJarTest::root)
          .forEach(roots::add);
      roots.remove("io/github/maestroevents");
      String licences = text(jar, "META-INF/THIRD-PARTY");

      assertThat(roots).isEqualTo(OTHERS.keySet());
      assertThat(OTHERS.values()).allSatisfy(name -> assertThat(licences).contains(name));
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE")).contains("The maestro-events authors");
      assertThat(text(jar, "META-INF/sbom/bom.cdx.json")).contains("kafka-clients");
    }
  }

  @Test
  void billInTheJar_listsWhatTheJarHolds_andNothingOfTheServers() throws Exception {
    try (JarFile jar = jar()) {
      BillOfMaterials bill =
          BillOfMaterials.of(
              text(jar, "META-INF/sbom/bom.cdx.json").getBytes(StandardCharsets.UTF_8));

      assertThat(bill.required())
          .extracting(Minimums.Coordinates::name)
          .filteredOn(name -> !name.startsWith("io.github.maestroevents:"))
          .containsExactlyInAnyOrderElementsOf(OTHERS.values());
      assertThat(bill.unlicensed()).isEmpty();
    }
  }

  @Test
  void jar_hasEveryProvider_andIsFoundBySpringBoot() throws Exception {
    try (JarFile jar = jar()) {
      assertThat(
              text(jar, "META-INF/services/io.github.maestroevents.spi.provider.PublisherProvider"))
          .contains("Kafka", "Sqs", "Log");
      assertThat(
              text(jar, "META-INF/services/io.github.maestroevents.delivery.store.JournalProvider"))
          .contains("Postgres", "Sqlite");
      assertThat(
              text(
                      jar,
                      "META-INF/spring/"
                          + "org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                  .lines())
          .contains("io.github.maestroevents.netflix.NetflixMaestroAutoConfiguration")
          .as("what opens the same keys once more")
          .doesNotContain("io.github.maestroevents.spring.MaestroEventsAutoConfiguration");
      assertThat(text(jar, "META-INF/spring.factories"))
          .contains("io.github.maestroevents.netflix.MistakesAnalyzer")
          .doesNotContain("io.github.maestroevents.spring.");
    }
  }

  @Test
  void thinJar_holdsNoClassOfNetflix() throws Exception {
    try (JarFile jar = jar("")) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("io/github/maestroevents/netflix/"));
    }
  }

  private static String root(String name) {
    List<String> parts = List.of(name.split("/"));
    int depth = parts.get(0).equals("net") ? 2 : 3;
    return String.join("/", parts.subList(0, Math.min(depth, parts.size())));
  }

  private static JarFile jar() throws Exception {
    return jar("-all");
  }

  private static JarFile jar(String kind) throws Exception {
    Path target = SourceTree.ROOT.resolve("maestro-events-netflix-maestro/target");
    return new JarFile(
        target
            .resolve("maestro-events-netflix-maestro-" + SourceTree.version() + kind + ".jar")
            .toFile());
  }

  private static String text(JarFile jar, String name) throws Exception {
    JarEntry entry = jar.getJarEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }
}
