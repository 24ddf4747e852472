package io.github.maestroevents.testbeds.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.FutureConverters;

/**
 * ElasticMQ in this JVM: an SQS server on the loopback address. It can be stopped and started again
 * on the same port, and keeps its queues and their messages over that, as SQS does.
 *
 * <pre>{@code
 * try (SqsServer sqs = SqsServer.start()) {
 *   SqsQueue queue = sqs.queues().standard("events");
 *   // send to queue.url()
 *   sqs.stop();
 *   sqs.restart();
 *   queue.messages();
 * }
 * }</pre>
 *
 * <p>It is stricter than nothing and laxer than SQS: it never throttles, asks for no credentials,
 * takes illegal entry ids, and has error codes without the prefix {@code AWS.SimpleQueueService}.
 * Its threads are daemons. Not thread-safe.
 */
public final class SqsServer implements SqsService {

  private static final String HOST = "127.0.0.1";

  private static final Config QUIET_DAEMONS =
      ConfigFactory.parseString(
          """
          pekko.daemonic = on
          pekko.loglevel = ERROR
          pekko.stdout-loglevel = ERROR
          pekko.log-dead-letters = off
          pekko.log-dead-letters-during-shutdown = off
          pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
          """);

  private final ActorSystem actors;
  private final ActorRef queueManager;
  private final int port;
  private final SqsQueues queues;
  private @Nullable SQSRestServer http;

  private SqsServer() {
    actors = ActorSystem.create("sqs", QUIET_DAEMONS.withFallback(ConfigFactory.load()));
    queueManager =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class,
                new NowProvider(),
                StrictSQSLimits$.MODULE$,
                Option.empty()));
    port = listen(0);
    queues = SqsQueues.at(endpoint());
  }

  /** A server that takes requests, on a free port. */
  public static SqsServer start() {
    return new SqsServer();
  }

  /** Where it listens; the same after {@link #restart}. */
  public int port() {
    return port;
  }

  /** Where SDKs find it. */
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port);
  }

  @Override
  public SqsQueues queues() {
    return queues;
  }

  /** Ends every connection and refuses new ones; queues and messages stay. */
  public void stop() {
    if (http != null) {
      Object unused = http.stopAndWait();
      http = null;
    }
  }

  /** Whether it was stopped and not started again. */
  public boolean isStopped() {
    return http == null;
  }

  /** Takes requests again after {@link #stop}. */
  public void restart() {
    if (http != null) {
      throw new IllegalStateException("The server on port " + port + " is not stopped");
    }
    int unused = listen(port);
  }

  private int listen(int wantedPort) {
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(queueManager)
            .withInterface(HOST)
            .withPort(wantedPort)
            .start();
    http = server;
    return server.waitUntilStarted().localAddress().getPort();
  }

  @Override
  public void close() {
    queues.close();
    stop();
    FutureConverters.asJava(actors.terminate()).toCompletableFuture().join();
  }
}
