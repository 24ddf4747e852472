package io.github.maestroevents.security.text;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A host with a small heap that sends one event of a hostile shape and size between others. Prints
 * what became of it. Arguments: the shape or {@code all}, its bytes, {@code bytes} or {@code
 * events} for what the publisher takes, a dead-letter file or {@code -}, and {@code maxEventBytes}
 * if it is set.
 */
final class HostileHost {

  private static final int NEIGHBOURS = 20;

  private HostileHost() {}

  public static void main(String[] args) throws Exception {
    ChildJvm.endsWithItsParent();
    List<String> shapes =
        args[0].equals("all") ? List.copyOf(HostileShapes.ALL.keySet()) : List.of(args[0]);
    long maxEventBytes = args.length > 4 ? Long.parseLong(args[4]) : 4L << 20;
    for (String shape : shapes) {
      MaestroEvent hostile = HostileShapes.ALL.get(shape).apply(Integer.parseInt(args[1]));
      String fate = fate(hostile, args[2].equals("bytes"), args[3], maxEventBytes);
      System.out.println(shape + "=" + fate);
    }
  }

  private static String fate(
      MaestroEvent hostile, boolean takesBytes, String file, long maxEventBytes) throws Exception {
    List<String> letters = new ArrayList<>(); // guarded by itself
    DeadLetterHandler handler =
        letter -> {
          String told = told(letter);
          synchronized (letters) {
            letters.add(told);
          }
        };
    if (!file.equals("-")) {
      handler = both(handler, JsonLinesDeadLetterFile.at(Path.of(file)));
    }
    MaestroNotificationPublisher sink = takesBytes ? new Taker() : event -> {};
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .maxEventBytes(maxEventBytes)
            .deadLetterHandler(handler)
            .build();
    List<CompletableFuture<DeliveryOutcome>> neighbours = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURS / 2; i++) {
      neighbours.add(publisher.submit(neighbour(i)).toCompletableFuture());
    }
    CompletableFuture<DeliveryOutcome> stage = publisher.submit(hostile).toCompletableFuture();
    for (int i = NEIGHBOURS / 2; i < NEIGHBOURS; i++) {
      neighbours.add(publisher.submit(neighbour(i)).toCompletableFuture());
    }
    StringBuilder fate = new StringBuilder("stage=" + outcome(stage));
    long delivered =
        neighbours.stream().filter(stages -> outcome(stages).equals("Delivered")).count();
    FlushResult unused = publisher.flush(Duration.ofSeconds(5));
    publisher.close();
    DeliveryStats stats = publisher.stats();
    long left = stats.delivered() + stats.deadLettered();
    fate.append(" neighbours=").append(delivered);
    fate.append(" balance=").append(stats.accepted() == NEIGHBOURS + 1 && left == stats.accepted());
    synchronized (letters) {
      fate.append(" letters=").append(letters.size());
      letters.forEach(letter -> fate.append(' ').append(letter));
    }
    return fate.toString();
  }

  private static String told(DeadLetter letter) {
    return "reason="
        + letter.reason()
        + " id="
        + (letter.id() == null ? "none" : letter.id().value())
        + " line="
        + letter.toString().length()
        + " cause="
        + letter.cause().getClass().getSimpleName()
        + " message="
        + letter.cause().getMessage();
  }

  private static String outcome(CompletableFuture<DeliveryOutcome> stage) {
    try {
      return stage.get(8, TimeUnit.SECONDS).getClass().getSimpleName();
    } catch (Exception e) {
      return e.getClass().getSimpleName();
    }
  }

  private static MaestroEvent neighbour(int number) {
    return HostEvent.builder("neighbour", "n" + number).subject("s" + number).json("{}").build();
  }

  private static DeadLetterHandler both(DeadLetterHandler first, DeadLetterHandler second) {
    return letter -> {
      first.handle(letter);
      second.handle(letter);
    };
  }

  /** Takes bytes, and everything at once. */
  private static final class Taker implements BatchNotificationPublisher {
    @Override
    public BatchLimits limits() {
      return new BatchLimits(500, 32 << 20, 32 << 20);
    }

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return CompletableFuture.completedFuture(
          new BatchResult(batch.stream().map(event -> DeliveryOutcome.delivered()).toList()));
    }
  }
}
