package io.github.maestroevents.benchmarks.send;

import io.github.maestroevents.benchmarks.Figures;
import io.github.maestroevents.benchmarks.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What {@code send} costs its caller under MEMORY, of this build against another. The jars of the
 * other build are named by the system property {@value #BASELINE}; without it this build runs
 * against itself, and the ratio shows the noise.
 *
 * <p>Several JVMs follow each other, since compilers do not decide alike twice. In each of them
 * both builds run laps in turns; a ratio is that of two laps side by side.
 *
 * <p>Exit status: 0 all targets were met; 1 it failed; 2 a target was missed.
 */
public final class SendCostRace {

  static final String BASELINE = "baseline";

  private static final double COST = 1.1;
  private static final String IN_CHILD = "child";
  private static final String LAP = "LAP";
  private static final List<String> FIGURES =
      List.of("burst of 256, ns a call", "single call, p99.9, ns", "bytes a call");

  private SendCostRace() {}

  /** Runs it: JVMs, 5 by default, and pairs of laps in each, 9 by default. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int jvms = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int pairs = args.length > 1 ? Integer.parseInt(args[1]) : 9;
    if (args.length > 2 && args[2].equals(IN_CHILD)) {
      laps(jvms % 2 == 0, pairs, System.out);
    } else {
      System.exit(run(jvms, pairs, System.getProperty(BASELINE, ""), System.out));
    }
  }

  static int run(int jvms, int pairs, String baseline, PrintStream out)
      throws IOException, InterruptedException {
    List<double[]> rows = new ArrayList<>();
    for (int jvm = 0; jvm < jvms; jvm++) {
      rows.addAll(fork(jvm, pairs, baseline));
    }
    out.printf(
        Locale.ROOT,
        "send under MEMORY; %d JVMs of %d pairs of laps; baseline: %s%n%-26s %10s %10s %7s%n",
        jvms,
        pairs,
        baseline.isEmpty() ? "this build" : "another build",
        "",
        "this",
        "baseline",
        "ratio");
    for (int f = 0; f < FIGURES.size(); f++) {
      double baselines = column(rows, f + FIGURES.size()).median();
      out.printf(
          Locale.ROOT,
          "%-26s %10.2f %10.2f %7s%n",
          FIGURES.get(f),
          column(rows, f).median(),
          baselines,
          baselines == 0 ? "" : "%.2f".formatted(ratios(rows, f).median()));
    }
    List<Target> targets =
        List.of(
            Target.medianAtMost("send : send of the baseline, burst", ratios(rows, 0), COST),
            Target.medianAtMost("bytes a call", column(rows, 2), 0));
    targets.forEach(target -> target.print(out));
    boolean met = targets.stream().allMatch(Target::isMet);
    out.println(met ? "RESULT: every target was met" : "RESULT: a target was missed");
    return met ? 0 : 2;
  }

  private static Figures column(List<double[]> rows, int column) {
    return Figures.of(rows.stream().mapToDouble(row -> row[column]));
  }

  private static Figures ratios(List<double[]> rows, int figure) {
    return Figures.of(rows.stream().mapToDouble(row -> row[figure] / row[figure + FIGURES.size()]));
  }

  /** In a JVM of its own; one row for each pair, this build's figures first. */
  private static List<double[]> fork(int jvm, int pairs, String baseline)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-D" + BASELINE + "=" + baseline,
                "-cp",
                System.getProperty("java.class.path"),
                SendCostRace.class.getName(),
                Integer.toString(jvm),
                Integer.toString(pairs),
                IN_CHILD)
            .redirectErrorStream(true)
            .start();
    List<double[]> rows = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith(LAP)) {
          rows.add(row(line));
        }
      }
    }
    if (child.waitFor() != 0 || rows.size() != pairs) {
      throw new IllegalStateException("The laps failed:\n" + said);
    }
    return rows;
  }

  private static double[] row(String line) {
    String[] words = line.split(" ", -1);
    double[] row = new double[words.length - 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = Double.parseDouble(words[i + 1]);
    }
    return row;
  }

  /** Which build comes first makes a difference, so it takes turns, by JVM and by pair. */
  private static void laps(boolean oursFirst, int pairs, PrintStream out) {
    String other = System.getProperty(BASELINE, "");
    Build ours = Build.current();
    Build theirs = other.isEmpty() ? Build.current() : Build.at(other);
    Supplier<double[]> one = (oursFirst ? ours : theirs).laps();
    Supplier<double[]> two = (oursFirst ? theirs : ours).laps();
    int warmUps = Math.max(1, pairs / 2);
    for (int pair = -warmUps; pair < pairs; pair++) {
      boolean oneFirst = pair % 2 == 0;
      double[] first = (oneFirst ? one : two).get();
      double[] second = (oneFirst ? two : one).get();
      if (pair >= 0) {
        print(out, oneFirst == oursFirst ? first : second, oneFirst == oursFirst ? second : first);
      }
    }
    System.exit(0); // the publishers' threads end with it
  }

  private static void print(PrintStream out, double[] ours, double[] theirs) {
    StringBuilder line = new StringBuilder(LAP);
    for (double figure : ours) {
      line.append(' ').append(figure);
    }
    for (double figure : theirs) {
      line.append(' ').append(figure);
    }
    out.println(line);
  }
}
