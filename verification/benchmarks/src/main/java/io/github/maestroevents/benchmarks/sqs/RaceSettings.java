package io.github.maestroevents.benchmarks.sqs;

/**
 * How long and how wide a race is.
 *
 * @param events that each contender sends in each round
 * @param warmUps rounds that do not count
 * @param rounds that count
 * @param inFlight requests under way at once, for every contender
 */
record RaceSettings(int events, int warmUps, int rounds, int inFlight) {

  private static final int WARM_UPS = 3;

  /** From the arguments of the program, of which each may be left out from the end. */
  static RaceSettings of(String[] args) {
    return new RaceSettings(
        number(args, 0, 10_000), WARM_UPS, number(args, 1, 7), number(args, 2, 4));
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }
}
