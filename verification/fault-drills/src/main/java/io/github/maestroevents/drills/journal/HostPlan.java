package io.github.maestroevents.drills.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * What a host is to do. Crosses to its process as arguments.
 *
 * @param name the host's; hosts of one name and home follow each other, and send events of the same
 *     ordering keys
 * @param life which of them it is, from 1; later lives send higher numbers
 * @param home the directory of its files
 * @param journal {@value #SQLITE}, which is in the home, or the JDBC URL of a PostgreSQL database
 * @param spills whether the journal takes what memory cannot hold (SPILL); else it takes every
 *     event before {@code send} returns (JOURNALED)
 * @param sink {@value #FILE}, which is in the home, or the name of a topic, {@code @} and Kafka's
 *     servers
 * @param callers threads that send; 0 for a host that only delivers
 * @param eventsPerSecond of each caller, or 0 for as many as the host accepts
 */
record HostPlan(
    String name,
    int life,
    Path home,
    String journal,
    boolean spills,
    String sink,
    int callers,
    int eventsPerSecond) {

  static final String SQLITE = "sqlite";
  static final String FILE = "file";

  /** A host with a journal in a file and a sink in a file, without callers. */
  static HostPlan of(String name, Path home) {
    return new HostPlan(name, 1, home, SQLITE, false, FILE, 0, 0);
  }

  HostPlan inLife(int life) {
    return new HostPlan(name, life, home, journal, spills, sink, callers, eventsPerSecond);
  }

  HostPlan on(String journal) {
    return new HostPlan(name, life, home, journal, spills, sink, callers, eventsPerSecond);
  }

  HostPlan spilling() {
    return new HostPlan(name, life, home, journal, true, sink, callers, eventsPerSecond);
  }

  HostPlan to(String sink) {
    return new HostPlan(name, life, home, journal, spills, sink, callers, eventsPerSecond);
  }

  HostPlan with(int callers, int eventsPerSecond) {
    return new HostPlan(name, life, home, journal, spills, sink, callers, eventsPerSecond);
  }

  List<String> arguments() {
    return List.of(
        name,
        Integer.toString(life),
        home.toString(),
        journal,
        Boolean.toString(spills),
        sink,
        Integer.toString(callers),
        Integer.toString(eventsPerSecond));
  }

  static HostPlan of(String[] arguments) {
    return new HostPlan(
        arguments[0],
        Integer.parseInt(arguments[1]),
        Path.of(arguments[2]),
        arguments[3],
        Boolean.parseBoolean(arguments[4]),
        arguments[5],
        Integer.parseInt(arguments[6]),
        Integer.parseInt(arguments[7]));
  }

  /** Where the journal in a file is. */
  Path journalDirectory() {
    return home.resolve("journal");
  }

  /** Whose existence means that the sink in a file is down. */
  Path sinkIsDown() {
    return home.resolve(name + ".sink-is-down");
  }

  /** One line for each event whose {@code send} has returned. */
  Path accepted() {
    return home.resolve(name + "-" + life + ".accepted");
  }

  /** One line for each event the sink was given, written before it acknowledges. */
  Path delivered() {
    return home.resolve(name + "-" + life + ".delivered");
  }

  /** One line for each accepted event the host has given up. */
  Path deadLetters() {
    return home.resolve(name + "-" + life + ".dead");
  }

  /** What the host logs. */
  Path log() {
    return home.resolve(name + "-" + life + ".log");
  }
}
