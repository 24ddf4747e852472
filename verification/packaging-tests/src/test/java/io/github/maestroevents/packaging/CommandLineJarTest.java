package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program {@code maestro-events} as it is published: one jar, run by a JVM of its own. */
class CommandLineJarTest {

  /** What the jar holds beside our own packages, and who makes it. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "com/fasterxml", "com.fasterxml.jackson.core:jackson-core",
          "org/checkerframework", "org.checkerframework:checker-qual",
          "org/ibex", "org.xerial:sqlite-jdbc",
          "org/jspecify", "org.jspecify:jspecify",
          "org/postgresql", "org.postgresql:postgresql",
          "org/slf4j", "org.slf4j:slf4j-api",
          "org/sqlite", "org.xerial:sqlite-jdbc",
          "picocli", "info.picocli:picocli");

  @TempDir Path temporary;

  @Test
  void jar_tellsItsVersion_andIsSilentBeside() throws Exception {
    Ran ran = run("--version");

    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(ran.out).startsWith("maestro-events " + SourceTree.version());
    assertThat(ran.err).isEmpty();
  }

  @Test
  void jar_looksIntoAJournal_andReplaysIt_withAFactoryOfTheUsers() throws Exception {
    Path journal = journal(25);

    Ran status = run("journal", "status", "--directory", journal.toString());
    Ran replay =
        run(
            "journal",
            "replay",
            "--directory",
            journal.toString(),
            "--lib",
            Path.of("target", "test-classes").toString(),
            "--publisher",
            CountingReplay.class.getName());

    assertThat(status.exit).as(status.err).isZero();
    assertThat(status.out).contains("events        25, ");
    assertThat(status.err).as("no warning of a JVM, no missing logger").isEmpty();
    assertThat(replay.exit).as(replay.err).isZero();
    assertThat(replay.out).contains("25 events delivered");
  }

  @Test
  void jar_bringsTheDriverOfPostgres() throws Exception {
    Ran ran = run("journal", "status", "--jdbc", "jdbc:postgresql://127.0.0.1:1/none");

    assertThat(ran.exit).isEqualTo(3);
    assertThat(ran.err).contains("no connection to the database, refused at 127.0.0.1:1");
  }

  @Test
  void jar_checksAConfiguration_withTheEnvironmentOverIt() throws Exception {
    Path file = temporary.resolve("events.properties");
    Files.writeString(file, "maestro.events.destinations.audit.type=log\n");

    Ran right = run("config", "check", file.toString());
    Ran wrong =
        run(
            Map.of("MAESTRO_EVENTS_DESTINATIONS__AUDIT__LEVEL", "loud"),
            "config",
            "check",
            file.toString());

    assertThat(right.exit).as(right.out + right.err).isZero();
    assertThat(right.out).contains("audit: log");
    assertThat(right.err).isEmpty();
    assertThat(wrong.exit).isEqualTo(1);
    assertThat(wrong.out).contains("MAESTRO_EVENTS_DESTINATIONS__AUDIT__LEVEL", "trace");
  }

  @Test
  void jar_findsAnAdapterAndItsClient_amongTheLibrariesThatAreNamed() throws Exception {
    Path file = temporary.resolve("events.properties");
    String prefix = "maestro.events.destinations.audit.";
    Files.write(
        file,
        List.of(
            prefix + "type=kafka",
            prefix + "topic=events",
            prefix + "kafka.bootstrap.servers=127.0.0.1:1",
            prefix + "metadata-timeout=100ms"));
    List<String> words =
        new ArrayList<>(
            List.of("config", "send-test-event", file.toString(), "--destination", "audit"));
    for (String jar : ModulePathTest.modulePath().split(File.pathSeparator, -1)) {
      if (!jar.contains("slf4j")) {
        words.addAll(List.of("--lib", jar));
      }
    }

    Ran without = run("config", "check", file.toString());
    Ran with = run(words.toArray(String[]::new));

    assertThat(without.out).contains("add io.github.maestroevents:maestro-events-kafka");
    assertThat(without.err).contains("--lib");
    assertThat(with.err).contains("to audit (kafka, topic events)");
    assertThat(with.exit).isEqualTo(1);
    assertThat(with.out).contains("a host would try again");
  }

  @Test
  void export_stopsOnAClosedPipe_andSaysThatItIsNotDone() throws Exception {
    Path journal = journal(20_000);
    Path err = temporary.resolve("err");
    Process process =
        new ProcessBuilder(command("journal", "export", "--directory", journal.toString()))
            .redirectError(err.toFile())
            .start();
    try {
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine()).contains("\"sequence\":1,");
      } // as head -1 does

      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(Files.readString(err)).contains("Not all of the output could be written");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void completion_isAScriptThatBashTakes() throws Exception {
    Path script = temporary.resolve("completion");
    Files.writeString(script, run("generate-completion").out);

    Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
    try {
      assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(bash.exitValue()).isZero();
    } finally {
      bash.destroyForcibly();
    }
  }

  @Test
  void jar_namesEverythingItHolds_withItsLicence() throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      TreeSet<String> roots = new TreeSet<>();
      jar.stream()
          .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.replaceFirst("^((?:com|org|io)/[^/]+|[^/]+).*", "$1"))
          .forEach(roots::add);
      roots.remove("io/github");
      String licences =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY")).readAllBytes(),
              StandardCharsets.UTF_8);

      assertThat(OTHERS.keySet()).containsAll(roots);
      assertThat(roots).allSatisfy(root -> assertThat(licences).contains(OTHERS.get(root)));
      assertThat(
              List.of(
                  "META-INF/LICENSE",
                  "META-INF/NOTICE",
                  "META-INF/maven/org.xerial/sqlite-jdbc/LICENSE.zentus"))
          .allSatisfy(name -> assertThat(jar.getEntry(name)).as(name).isNotNull());
    }
  }

  private Path journal(long events) {
    Path directory = temporary.resolve("journal");
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(0).open()) {
      journal.append(LongStream.rangeClosed(1, events).mapToObj(number -> entry(number)).toList());
    }
    return directory;
  }

  private static JournalEntry entry(long number) {
    return new JournalEntry(
        number,
        Instant.parse("2026-11-25T12:00:00Z"),
        new EncodedEvent(
            new EventId(String.format("%032x", number)),
            "TYPE",
            EventLevel.INFO,
            "key",
            EncodedEvent.JSON_CONTENT_TYPE,
            "{}".getBytes(StandardCharsets.UTF_8),
            Map.of("subject", "workflow/1/1")));
  }

  private Ran run(String... words) throws Exception {
    return run(Map.of(), words);
  }

  private Ran run(Map<String, String> environment, String... words) throws Exception {
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command(words)).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
      return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> command(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", jar().toString()));
    command.addAll(List.of(words));
    return command;
  }

  private static Path jar() throws IOException {
    return SourceTree.ROOT.resolve(
        "maestro-events-cli/target/maestro-events-cli-" + SourceTree.version() + ".jar");
  }

  private record Ran(int exit, String out, String err) {}
}
