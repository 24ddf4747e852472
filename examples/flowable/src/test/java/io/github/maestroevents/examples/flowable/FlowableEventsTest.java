package io.github.maestroevents.examples.flowable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Flowable itself, with models and publishers that the listener did not choose. */
class FlowableEventsTest {

  private static final String SOURCE = "/flowable/test";
  private static final String PROCESS = "größe-prüfen";
  private static final String LONG = "検".repeat(50);

  private static final List<MaestroEvent> SENT = new CopyOnWriteArrayList<>();

  // Set by a test before the engine acts, on the same thread.
  private static MaestroNotificationPublisher publisher = SENT::add;
  private static ProcessEngine engine;

  @BeforeAll
  static void start() {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:events");
    configuration.setEventListeners(
        List.of(new PublishingListener(event -> publisher.send(event), SOURCE)));
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    engine = configuration.buildProcessEngine();
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  @Test
  void instance_isPublished_whateverLettersItsModelIsWrittenIn() {
    for (String activity : List.of("prüfe-größe", "prüfe-große", "проверка", LONG)) {
      deploy(activity);
      publisher = SENT::add;
      SENT.clear();

      String instance = runInstance();

      assertThat(SENT)
          .extracting(event -> event.wireType() + " " + ((HostEvent) event).subject())
          .containsExactly(
              "org.flowable.PROCESS_STARTED " + instance,
              "org.flowable.ACTIVITY_COMPLETED " + instance + "/start",
              "org.flowable.ACTIVITY_COMPLETED " + instance + "/" + activity,
              "org.flowable.ACTIVITY_COMPLETED " + instance + "/end",
              "org.flowable.PROCESS_COMPLETED " + instance);
      assertThat(SENT).extracting(event -> ((HostEvent) event).id()).doesNotHaveDuplicates();
    }
  }

  @Test
  void instance_goesOn_whenThePublisherTakesNothing() {
    deploy("wait");
    publisher =
        event -> {
          throw new PublisherClosedException("closed before the engine");
        };
    Logger logger = (Logger) LoggerFactory.getLogger(PublishingListener.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      String instance = runInstance();

      assertThat(
              engine
                  .getHistoryService()
                  .createHistoricProcessInstanceQuery()
                  .processInstanceId(instance)
                  .finished()
                  .count())
          .isOne();
      assertThat(log.list)
          .hasSize(5)
          .allSatisfy(line -> assertThat(line.getFormattedMessage()).contains("is not published"));
      assertThat(log.list.get(0).getFormattedMessage()).contains("PROCESS_STARTED");
    } finally {
      logger.setAdditive(true);
      logger.detachAppender(log);
    }
  }

  @Test
  void source_isRefusedAtOnce_ifNoEventCouldHaveIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublishingListener(SENT::add, "/größe"));
  }

  private static void deploy(String activity) {
    String model =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="examples">
          <process id="PROCESS" isExecutable="true">
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="ACTIVITY"/>
            <userTask id="ACTIVITY"/>
            <sequenceFlow id="f2" sourceRef="ACTIVITY" targetRef="end"/>
            <endEvent id="end"/>
          </process>
        </definitions>
        """
            .replace("PROCESS", PROCESS)
            .replace("ACTIVITY", activity);
    engine.getRepositoryService().createDeployment().addString("m.bpmn20.xml", model).deploy();
  }

  private static String runInstance() {
    String instance = engine.getRuntimeService().startProcessInstanceByKey(PROCESS).getId();
    String task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceId(instance)
            .singleResult()
            .getId();
    engine.getTaskService().complete(task);
    return instance;
  }
}
