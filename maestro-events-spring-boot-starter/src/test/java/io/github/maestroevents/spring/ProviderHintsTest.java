package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/** What an ahead-of-time build has to keep. */
class ProviderHintsTest {

  @Test
  void providersOnTheClassPath_areKept() throws Exception {
    RuntimeHints hints = new RuntimeHints();
    new ProviderHints().registerHints(hints, getClass().getClassLoader());

    for (String service :
        new String[] {
          "META-INF/services/io.github.maestroevents.spi.provider.PublisherProvider",
          "META-INF/services/io.github.maestroevents.delivery.store.JournalProvider"
        }) {
      assertThat(RuntimeHintsPredicates.resource().forResource(service)).accepts(hints);
    }
    for (String provider :
        new String[] {
          "kafka.KafkaPublisherProvider",
          "sqs.SqsPublisherProvider",
          "webhook.WebhookPublisherProvider",
          "noop.LogPublisherProvider",
          "journal.SqliteJournalProvider",
          "journal.PostgresJournalProvider"
        }) {
      assertThat(
              RuntimeHintsPredicates.reflection()
                  .onType(Class.forName("io.github.maestroevents." + provider))
                  .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
          .accepts(hints);
    }
  }
}
