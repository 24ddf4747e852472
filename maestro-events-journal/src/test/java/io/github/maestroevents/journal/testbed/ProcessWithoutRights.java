package io.github.maestroevents.journal.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A child that is this user without the rights of root, in another group beside its own. Needs root
 * and {@code setpriv}; a test without them is skipped and says so.
 */
public final class ProcessWithoutRights {

  /** A group that nobody else is in. */
  public static final int GROUP = 54_321;

  private ProcessWithoutRights() {}

  public static ChildProcess run(Class<?> main, String... args) throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root, to take its rights away");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
    return ChildProcess.run(
        List.of(
            "/usr/bin/setpriv", "--groups", "" + GROUP, "--inh-caps=-all", "--bounding-set=-all"),
        List.of(),
        main,
        args);
  }
}
