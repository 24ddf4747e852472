package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.benchmarks.Target;
import io.github.maestroevents.testbeds.sqs.SqsServer;
import io.github.maestroevents.testbeds.sqs.SqsServerProcess;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Ours, batches made by hand, the SDK's {@code SqsAsyncBatchManager} and a request for each event
 * race into the same server, with the same events and as many requests in flight, in turns within
 * one run. Every event has to arrive.
 *
 * <p>Exit status: 0 all targets were met; 1 an event was lost; 2 a target was missed.
 */
public final class SqsRace {

  private static final double OF_HAND_MADE = 0.9;
  private static final double OF_THE_SDKS = 1.0;
  private static final double OF_SINGLE = 3.0;
  private static final double EVENTS_PER_REQUEST = 9.5;

  private SqsRace() {}

  /**
   * Runs the race: events a round, rounds, requests in flight, and {@code inProcess} to have the
   * server in this JVM instead of one of its own.
   */
  public static void main(String[] args) {
    RaceSettings settings = RaceSettings.of(args);
    boolean inProcess = args.length > 3 && args[3].equals("inProcess");
    System.exit(inProcess ? inThisJvm(settings, System.out) : inAJvmOfItsOwn(settings, System.out));
  }

  private static int inAJvmOfItsOwn(RaceSettings settings, PrintStream out) {
    try (SqsServerProcess sqs = SqsServerProcess.start();
        Field field = new Field(sqs.endpoint(), sqs.queues(), settings.inFlight())) {
      return run(settings, field, out);
    }
  }

  private static int inThisJvm(RaceSettings settings, PrintStream out) {
    try (SqsServer sqs = SqsServer.start();
        Field field = new Field(sqs.endpoint(), sqs.queues(), settings.inFlight())) {
      return run(settings, field, out);
    }
  }

  static int run(RaceSettings settings, Field field, PrintStream out) {
    Load load = Load.of(settings.events());
    out.printf(
        Locale.ROOT,
        "%,d events of %,d bytes each round, %d rounds after %d to warm up, %d requests in flight;"
            + " load average %.1f%n",
        settings.events(),
        load.meanPayloadBytes(),
        settings.rounds(),
        settings.warmUps(),
        settings.inFlight(),
        loadAverage());
    List<Score> scores =
        field.contenders().stream().map(contender -> new Score(contender.name())).toList();
    for (int round = 0; round < settings.warmUps() + settings.rounds(); round++) {
      List<Lap> laps = field.round(round, load);
      for (int i = 0; round >= settings.warmUps() && i < laps.size(); i++) {
        scores.get(i).add(laps.get(i));
      }
    }
    out.printf(Locale.ROOT, "Load average at the end: %.1f%n", loadAverage());
    Standings.print(scores, out);
    return judge(scores, out);
  }

  /** Of the last minute: how many threads wanted a processor, the other processes' included. */
  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static int judge(List<Score> scores, PrintStream out) {
    Score engine = scores.get(0);
    Score adapter = scores.get(1);
    Score byHand = scores.get(2);
    Score ofTheSdk = scores.get(3);
    Score single = scores.get(4);
    List<Target> targets =
        List.of(
            Target.median("ours : batches made by hand", engine.ratiosTo(byHand), OF_HAND_MADE),
            Target.median("our adapter alone : by hand", adapter.ratiosTo(byHand), OF_HAND_MADE),
            Target.median("ours : SqsAsyncBatchManager", engine.ratiosTo(ofTheSdk), OF_THE_SDKS),
            Target.median("ours : a request for each event", engine.ratiosTo(single), OF_SINGLE),
            Target.always(
                "events in a request of ours",
                engine.each(Lap::eventsPerRequest),
                EVENTS_PER_REQUEST));
    out.println();
    targets.forEach(target -> target.print(out));
    boolean met = targets.stream().allMatch(Target::isMet);
    out.println(
        met
            ? "RESULT: every event arrived, every target was met"
            : "RESULT: every event arrived, a target was missed");
    return met ? 0 : 2;
  }
}
