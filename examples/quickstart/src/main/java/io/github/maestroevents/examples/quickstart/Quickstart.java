package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.status.StatusPage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replays captured Maestro runs to a real Kafka broker, kills the broker in the middle, and
 * accounts for every event. Exits with 0 if all of them arrived, once, in order and unaltered.
 */
public final class Quickstart {

  /**
   * Arguments, all optional: the queue's capacity, the seconds that the broker is dead, and {@code
   * --status-page} at any place, which serves a page to watch all of it in a browser.
   */
  @SuppressWarnings("try") // the page is served for as long as the block lasts
  public static void main(String[] arguments) throws Exception {
    String[] args =
        Stream.of(arguments).filter(text -> !text.startsWith("-")).toArray(String[]::new);
    boolean showsPage = List.of(arguments).contains(STATUS_PAGE);
    StatusPage page = StatusPage.create("quickstart", WatchedPage.IMPATIENT);
    Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    List<String> faults;
    try (Broker broker = Broker.start(TOPIC, PARTITIONS)) {

      // All that a host writes: an adapter for the destination, made non-blocking.
      var kafka =
          KafkaNotificationPublisher.builder(TOPIC).bootstrapServers(broker.address()).build();
      var publisher =
          NonBlockingNotificationPublisher.builder(kafka)
              .queue(QueuePolicy.defaults().withCapacity(queueCapacity(args)))
              .deadLetterHandler(deadLetters::add)
              .metrics(page.history())
              .build();
      // From here on, any thread calls publisher.send(event) and never waits.

      try (publisher;
          AutoCloseable served = showsPage ? WatchedPage.serve(page, publisher) : () -> {}) {
        faults = new Quickstart(broker, publisher, deadLetters, System.out).run(brokerDead(args));
      }
    }
    System.out.println();
    System.out.println("RESULT: " + (faults.isEmpty() ? "ok" : String.join("; ", faults)));
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static final String STATUS_PAGE = "--status-page";
  private static final String TOPIC = "maestro-events";
  private static final int PARTITIONS = 6;

  /** A Maestro node calls from 23 threads at most and makes some 150 events a second. */
  private static final int CALLERS = 8;

  private static final long EVENTS_PER_SECOND = 3_000;

  /** Holds 43 s of events at that rate; the library's default of 16,384 would hold 5 s. */
  private static final int QUEUE_CAPACITY = 131_072;

  private static final Duration BEFORE = Duration.ofSeconds(6);
  private static final Duration BROKER_DEAD = Duration.ofSeconds(4);
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

  /** The consumer's filter remembers fewer ids than there are events, as a real one would. */
  private static final int REMEMBERED_IDS = 20_000;

  private static final String SHOWN_WORKFLOW = "restart-wf";

  private final Broker broker;
  private final NonBlockingNotificationPublisher publisher;
  private final Queue<DeadLetter> deadLetters;
  private final PrintStream out;

  private Quickstart(
      Broker broker,
      NonBlockingNotificationPublisher publisher,
      Queue<DeadLetter> deadLetters,
      PrintStream out) {
    this.broker = broker;
    this.publisher = publisher;
    this.deadLetters = deadLetters;
    this.out = out;
  }

  /** Returns what went wrong: nothing, it is hoped. */
  private List<String> run(Duration brokerDead) throws InterruptedException, ExecutionException {
    List<String> captured = CapturedRuns.sideBySide();
    introduce(captured.size());
    TopicReader reader = TopicReader.start(broker.address(), TOPIC);
    Outage outage = new Outage(broker, publisher::stats);
    Replay replay = Replay.start(publisher, captured, CALLERS, EVENTS_PER_SECOND, outage::phase);
    int struckRound;
    Outage.Seen seen;
    List<Caller> callers;
    List<ReadEvent> read;
    try (Progress progress =
        Progress.start(out, broker::answers, publisher::stats, reader::count)) {
      Thread.sleep(BEFORE.toMillis());
      struckRound = replay.round();
      progress.say("kill -9 of the broker");
      seen = outage.strike(brokerDead);
      progress.say("the broker serves again");
      Thread.sleep(AFTER.toMillis());
      callers = replay.finish();
      progress.say("all sent; waiting for the rest to arrive");
      publisher.flush(FLUSH_TIMEOUT);
      publisher.close();
      read = reader.readToEnd(READ_TIMEOUT);
    }
    List<ReadEvent> filtered = read.stream().filter(new DuplicateFilter(REMEMBERED_IDS)).toList();
    Account account = account(callers, read, filtered);
    showTimeline(struckRound, filtered);
    Report.outage(seen).forEach(out::println);
    Report.account(account).forEach(out::println);
    Report.latency(latency(callers)).forEach(out::println);
    return Verdict.faults(account, seen);
  }

  private void introduce(int captured) {
    out.println(
        "Replaying "
            + Figures.number(captured)
            + " events that a real Netflix Maestro server published in five captured runs,\n"
            + "round after round, each further round with cluster name and UUIDs of its own, so"
            + " that\n"
            + "no two events are the same. "
            + CALLERS
            + " threads call send(), "
            + Figures.number(EVENTS_PER_SECOND)
            + " events/s in all; Kafka is real, at "
            + broker.address()
            + ".\n");
  }

  private Account account(List<Caller> callers, List<ReadEvent> read, List<ReadEvent> filtered) {
    List<OfferedEvent> returned =
        callers.stream().flatMap(caller -> caller.accepted().stream()).toList();
    long refused = callers.stream().mapToLong(caller -> caller.refusals().size()).sum();
    Set<String> givenUp =
        deadLetters.stream().map(letter -> String.valueOf(letter.id())).collect(Collectors.toSet());
    return Account.of(publisher.stats(), returned, refused, givenUp, read, filtered);
  }

  private static CallerLatency latency(List<Caller> callers) {
    CallerLatency all = new CallerLatency();
    callers.forEach(caller -> all.add(caller.latency()));
    return all;
  }

  private void showTimeline(int round, List<ReadEvent> events) {
    List<MaestroEvent> ofInstance =
        events.stream()
            .map(
                event ->
                    requireNonNull(MaestroEventJson.read(event.json().getBytes(UTF_8)), "event"))
            .filter(event -> SHOWN_WORKFLOW.equals(event.workflowId()))
            .filter(event -> Rounds.cluster(round).equals(event.clusterName()))
            .toList();
    out.println();
    out.println(
        "ONE WORKFLOW, AS THE CONSUMER READ IT: "
            + SHOWN_WORKFLOW
            + ", "
            + ofInstance.size()
            + " events of the round in which the broker died");
    TimelineText.of(Timeline.of(ofInstance)).forEach(out::println);
  }

  private static int queueCapacity(String[] args) {
    return args.length == 0 ? QUEUE_CAPACITY : Integer.parseInt(args[0]);
  }

  private static Duration brokerDead(String[] args) {
    return args.length < 2 ? BROKER_DEAD : Duration.ofSeconds(Long.parseLong(args[1]));
  }
}
