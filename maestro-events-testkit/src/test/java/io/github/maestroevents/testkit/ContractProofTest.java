package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The contract, tested: a correct publisher keeps every rule, each broken one is caught by exactly
 * the rules that should catch it, and there is no rule that nothing can break.
 */
@Execution(ExecutionMode.CONCURRENT) // a broken publisher makes rules wait, not work
class ContractProofTest {

  /** The first run loads what all need, which takes longer than a rule may wait. */
  @BeforeAll
  static void loadClasses() {
    Events unused = runContractOn(Fault.NONE);
  }

  @Test
  void contract_isKept_byACorrectPublisher() {
    contract_isBrokenInExactlyTheRightRules_by(Fault.NONE);
  }

  @ParameterizedTest
  @MethodSource("io.github.maestroevents.testkit.Fault#all")
  void contract_isBrokenInExactlyTheRightRules_by(Fault fault) {
    Events rules = runContractOn(fault);

    ContractRules.assertCaughtBy(fault.caughtBy(), rules, rules());
  }

  @Test
  void everyRule_canFail() {
    Set<Integer> caught =
        Fault.all()
            .map(Fault::caughtBy)
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(caught).containsExactlyElementsOf(rules());
  }

  @Test
  void optionalRules_areSkippedVisibly_withoutTheCapability() {
    Events rules =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(WithoutCapabilities.class))
            .execute()
            .testEvents();

    assertThat(ContractRules.of(rules.aborted()))
        .containsExactly(102, 104, 113, 205, 206, 212, 213, 216, 217, 223);
    assertThat(rules.failed().count()).isZero();
  }

  @Test
  void everyRule_isExplainedUnderItsNumber_andNoOtherIs() throws IOException {
    assertThat(ContractRules.explainedIn("publisher-contract.md"))
        .containsExactlyElementsOf(rules());
  }

  private static Events runContractOn(Fault fault) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(Subject.FAULT, fault.name())
        .selectors(selectClass(Subject.class))
        .execute()
        .testEvents();
  }

  private static Set<Integer> rules() {
    return ContractRules.of(
        NotificationPublisherContract.class, BatchNotificationPublisherContract.class);
  }

  /** Run by the engine that the test starts, with the fault that it names; not by the build. */
  static final class Subject extends BatchNotificationPublisherContract {

    static final String FAULT = "fault";

    @RegisterExtension
    final BeforeEachCallback chooseFault =
        context -> fault = Fault.named(context.getConfigurationParameter(FAULT).orElseThrow());

    private Fault fault;
    private volatile InMemoryPublisher publisher;

    @Override
    protected BatchNotificationPublisher createPublisher() {
      publisher = fault.publisher().get();
      return publisher;
    }

    @Override
    protected List<ReceivedEvent> received() {
      return List.copyOf(publisher.destination);
    }

    @Override
    protected Optional<EncodedEvent> refusedEvent() {
      return Optional.of(special(InMemoryPublisher.REFUSED_TYPE, "refused"));
    }

    @Override
    protected Optional<EncodedEvent> retriedEvent(String orderingKey) {
      return Optional.of(special(InMemoryPublisher.RETRIED_TYPE, orderingKey));
    }

    @Override
    protected Duration patience() {
      return Duration.ofMillis(1500);
    }

    @Override
    protected Duration moment() {
      return Duration.ofMillis(700);
    }
  }

  /** A correct publisher whose destination nobody can look into. */
  static final class WithoutCapabilities extends BatchNotificationPublisherContract {

    @Override
    protected BatchNotificationPublisher createPublisher() {
      return Fault.NONE.publisher().get();
    }

    @Override
    protected Set<Capability> capabilities() {
      return Set.of();
    }
  }

  private static EncodedEvent special(String type, String orderingKey) {
    EncodedEvent event = EncodedEvent.of(TestEvents.event());
    return new EncodedEvent(
        event.id(),
        type,
        event.level(),
        orderingKey,
        event.contentType(),
        event.payload(),
        Map.of());
  }
}
