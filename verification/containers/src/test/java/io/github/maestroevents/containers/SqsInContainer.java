package io.github.maestroevents.containers;

import io.github.maestroevents.testbeds.sqs.SqsQueues;
import io.github.maestroevents.testbeds.sqs.SqsService;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** ElasticMQ in a container. */
public final class SqsInContainer implements SqsService {

  private static final int PORT = 9324;

  private final GenericContainer<?> container;
  private final SqsQueues queues;

  /** Starts one; returns when it answers. */
  public SqsInContainer() {
    container =
        new GenericContainer<>(Image.ELASTICMQ.imageName())
            .withExposedPorts(PORT)
            // A request, because the native image has no shell to look at its ports with.
            .waitingFor(Wait.forHttp("/?Action=ListQueues").forPort(PORT));
    container.start();
    queues =
        SqsQueues.at(
            URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)));
  }

  @Override
  public SqsQueues queues() {
    return queues;
  }

  @Override
  public void close() {
    queues.close();
    container.stop();
  }
}
