package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The contract of a journal, tested: a correct one keeps every rule, each broken one is caught by
 * exactly the rules that should catch it, and there is no rule that nothing can break.
 */
class JournalContractProofTest {

  @Test
  void contract_isKept_byACorrectJournal() {
    contract_isBrokenInExactlyTheRightRules_by(JournalFault.NONE);
  }

  @ParameterizedTest
  @MethodSource("io.github.maestroevents.testkit.JournalFault#all")
  void contract_isBrokenInExactlyTheRightRules_by(JournalFault fault) {
    Events rules =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(Subject.FAULT, fault.name())
            .selectors(selectClass(Subject.class))
            .execute()
            .testEvents();

    ContractRules.assertCaughtBy(fault.caughtBy(), rules, rules());
  }

  @Test
  void everyRule_canFail() {
    Set<Integer> caught =
        JournalFault.all()
            .map(JournalFault::caughtBy)
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(caught).containsExactlyElementsOf(rules());
  }

  @Test
  void everyRule_isExplainedUnderItsNumber_andNoOtherIs() throws IOException {
    assertThat(ContractRules.explainedIn("journal-contract.md")).containsExactlyElementsOf(rules());
  }

  private static Set<Integer> rules() {
    return ContractRules.of(EventJournalContract.class);
  }

  /** Run by the engine that the test starts, with the fault that it names; not by the build. */
  static final class Subject extends EventJournalContract {

    static final String FAULT = "journal fault";

    @RegisterExtension
    final BeforeEachCallback chooseFault =
        context ->
            fault = JournalFault.named(context.getConfigurationParameter(FAULT).orElseThrow());

    private final TreeMap<Long, JournalEntry> disk = new TreeMap<>();
    private JournalFault fault;

    @Override
    protected EventJournal open() {
      return fault.journal().apply(disk);
    }
  }
}
