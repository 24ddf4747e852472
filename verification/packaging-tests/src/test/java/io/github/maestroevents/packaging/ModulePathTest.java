package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with a module descriptor of its own is compiled and run, on a module path alone.
 */
class ModulePathTest {

  private static final Path SOURCES = Path.of("src", "test", "modular-app");
  private static final String MAIN =
      "io.github.maestroevents.modular/io.github.maestroevents.modular.Application";

  /** What docs/jvm.md says for a module path. */
  private static final String NATIVE_ACCESS =
      "--enable-native-access=org.xerial.sqlitejdbc,org.lz4.java";

  @TempDir Path directory;

  @Test
  void modularApplication_compilesAndRuns_withEveryPublishedModule() throws Exception {
    Path classes = directory.resolve("classes");
    Result compiled = run(compiler(classes));
    assertThat(compiled.exitCode).as(compiled.output).isZero();

    Result ran;
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.createTopic("modular", 1);
      ran = run(application(classes, kafka.bootstrapServers()));
    }

    assertThat(ran.exitCode).as(ran.output).isZero();
    assertThat(ran.output.lines())
        .contains(
            "noop: DELIVERED",
            "noop: 9",
            "kafka: DELIVERED",
            "sqs: nobody answers",
            "webhook: nobody answers",
            "config: DELIVERED")
        .as("warnings of the JVM")
        .noneMatch(line -> line.startsWith("WARNING"));
  }

  private List<String> compiler(Path classes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(tool("javac"));
    command.addAll(List.of("-d", classes.toString(), "-p", modulePath()));
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(command::add);
    }
    return command;
  }

  private List<String> application(Path classes, String brokers) throws IOException {
    return List.of(
        tool("java"),
        "-Xmx256m",
        NATIVE_ACCESS,
        "-Daws.region=us-east-1",
        "-Daws.accessKeyId=test",
        "-Daws.secretAccessKey=test",
        "-p",
        classes + File.pathSeparator + modulePath(),
        "-m",
        MAIN,
        directory.resolve("journals").toString(),
        brokers);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  static String modulePath() throws IOException {
    try (InputStream recorded = ModulePathTest.class.getResourceAsStream("/module-path")) {
      return new String(recorded.readAllBytes(), StandardCharsets.UTF_8).trim();
    }
  }

  private record Result(int exitCode, String output) {}

  private static Result run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
