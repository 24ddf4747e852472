package io.github.maestroevents.examples.camunda;

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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Camunda 7 itself, with models and publishers that the listener did not choose. */
class CamundaEventsTest {

  private static final String SOURCE = "/camunda/test";

  /** As long as Camunda takes an activity's id into that of its instance, and longer. */
  private static final String LONG = "検".repeat(50);

  private static final List<MaestroEvent> SENT = new CopyOnWriteArrayList<>();

  // Set by a test before the engine acts, on the same thread.
  private static MaestroNotificationPublisher publisher = SENT::add;
  private static ProcessEngine engine;

  @BeforeAll
  static void start() {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:events");
    configuration.setCustomHistoryEventHandlers(
        List.of(new PublishingHistoryHandler(event -> publisher.send(event), SOURCE)));
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
    configuration.setDmnEnabled(false);
    configuration.setMetricsEnabled(false);
    configuration.setHistoryTimeToLive("P1D");
    engine = configuration.buildProcessEngine();
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  @Test
  void instance_publishesItsStartsAndEndsAlone_howeverOftenItIsMigratedAndUpdated() {
    ProcessDefinition first = deploy("order", "wait");
    String instance = engine.getRuntimeService().startProcessInstanceByKey("order").getId();
    ProcessDefinition second = deploy("order", "wait");
    publisher = SENT::add;
    SENT.clear();

    migrate(instance, first, second);
    migrate(instance, second, deploy("order", "wait"));
    engine.getRuntimeService().setVariable(instance, "size", "größer");
    engine.getRuntimeService().suspendProcessInstanceById(instance);
    engine.getRuntimeService().activateProcessInstanceById(instance);
    complete(instance);

    assertThat(types())
        .containsExactly(
            "org.camunda.activity.end/wait",
            "org.camunda.activity.start/end",
            "org.camunda.activity.end/end",
            "org.camunda.process.end");
    assertThat(ids()).doesNotHaveDuplicates();
  }

  @Test
  void instance_isPublished_whateverLettersItsModelIsWrittenIn() {
    for (String activity : List.of("prüfe-größe", "prüfe-große", "проверка", LONG)) {
      deploy("größe-prüfen", activity);
      publisher = SENT::add;
      SENT.clear();

      complete(engine.getRuntimeService().startProcessInstanceByKey("größe-prüfen").getId());

      assertThat(types())
          .contains(
              "org.camunda.process.start",
              "org.camunda.activity.start/" + activity,
              "org.camunda.activity.end/" + activity,
              "org.camunda.process.end")
          .hasSize(8);
      assertThat(ids()).doesNotHaveDuplicates();
    }
  }

  @Test
  void instance_goesOn_whenThePublisherTakesNothing() {
    deploy("order", "wait");
    publisher =
        event -> {
          throw new PublisherClosedException("closed before the engine");
        };
    Logger logger = (Logger) LoggerFactory.getLogger(PublishingHistoryHandler.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      String instance = engine.getRuntimeService().startProcessInstanceByKey("order").getId();
      complete(instance);

      assertThat(
              engine
                  .getHistoryService()
                  .createHistoricProcessInstanceQuery()
                  .processInstanceId(instance)
                  .singleResult()
                  .getEndTime())
          .isNotNull();
      assertThat(log.list)
          .hasSize(8)
          .allSatisfy(line -> assertThat(line.getFormattedMessage()).contains("is not published"));
      assertThat(log.list.get(0).getFormattedMessage()).contains(instance + "/process/start");
    } finally {
      logger.setAdditive(true);
      logger.detachAppender(log);
    }
  }

  @Test
  void source_isRefusedAtOnce_ifNoEventCouldHaveIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublishingHistoryHandler(SENT::add, "/größe"));
  }

  private static ProcessDefinition deploy(String process, String activity) {
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
            .replace("PROCESS", process)
            .replace("ACTIVITY", activity);
    String deployment =
        engine
            .getRepositoryService()
            .createDeployment()
            .addString("model.bpmn20.xml", model)
            .deploy()
            .getId();
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .deploymentId(deployment)
        .singleResult();
  }

  private static void migrate(String instance, ProcessDefinition from, ProcessDefinition to) {
    MigrationPlan plan =
        engine
            .getRuntimeService()
            .createMigrationPlan(from.getId(), to.getId())
            .mapEqualActivities()
            .build();
    engine.getRuntimeService().newMigration(plan).processInstanceIds(instance).execute();
  }

  private static void complete(String instance) {
    String task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceId(instance)
            .singleResult()
            .getId();
    engine.getTaskService().complete(task, Map.of());
  }

  private static List<String> types() {
    return SENT.stream()
        .map(HostEvent.class::cast)
        .map(
            event -> {
              String subject = String.valueOf(event.subject());
              int slash = subject.indexOf('/');
              return event.wireType() + (slash < 0 ? "" : subject.substring(slash));
            })
        .toList();
  }

  private static List<String> ids() {
    return SENT.stream().map(event -> ((HostEvent) event).id().value()).toList();
  }
}
