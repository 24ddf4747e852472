package io.github.maestroevents.drills.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Hosts that recurse without end and send on the way, each in a cold JVM of its own with a small
 * stack, see {@link RecursiveHost}. None of them may be left with an engine that delivers nothing
 * more.
 *
 * <p>Exit status: 0 all held; 1 an engine is wedged, or its figures do not fit.
 */
public final class RecursiveHostDrill {

  private static final List<String> STACKS = List.of("256k", "320k", "512k");
  private static final long LONG_SECONDS = 300;

  private RecursiveHostDrill() {}

  /** Runs the drill; the first argument is the number of hosts for each call, 100 by default. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    System.exit(run(hosts, System.out));
  }

  static int run(int hosts, PrintStream out) throws IOException, InterruptedException {
    List<String> bad = new ArrayList<>();
    for (String call : List.of("send", "submit")) {
      int wedged = 0;
      int miscounted = 0;
      int sound = 0;
      for (int seed = 0; seed < hosts; seed++) {
        String line = host(call, seed);
        sound += line.startsWith(RecursiveHost.SOUND) ? 1 : 0;
        wedged += line.startsWith(RecursiveHost.WEDGED) ? 1 : 0;
        miscounted += line.startsWith(RecursiveHost.MISCOUNTED) ? 1 : 0;
        if (!line.startsWith(RecursiveHost.SOUND)) {
          bad.add(call + ", seed " + seed + ": " + line.strip());
        }
      }
      int ended = hosts - sound - wedged - miscounted;
      out.printf(
          Locale.ROOT,
          "%-6s  hosts %,d  wedged %,d  miscounted %,d  ended otherwise %,d%n",
          call,
          hosts,
          wedged,
          miscounted,
          ended);
    }
    bad.forEach(what -> out.println("WRONG: " + what));
    out.println(
        bad.isEmpty()
            ? "RESULT: every engine delivers"
            : "RESULT: an engine does not deliver any more, or its figures do not fit");
    return bad.isEmpty() ? 0 : 1;
  }

  /** The first line of what a host prints. */
  private static String host(String call, int seed) throws IOException, InterruptedException {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss" + STACKS.get(seed % STACKS.size()),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RecursiveHost.class.getName(),
                call,
                Integer.toString(seed))
            .redirectErrorStream(true)
            .start();
    try {
      if (!host.waitFor(LONG_SECONDS, TimeUnit.SECONDS)) {
        return "did not end";
      }
      return new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      host.destroyForcibly();
    }
  }
}
