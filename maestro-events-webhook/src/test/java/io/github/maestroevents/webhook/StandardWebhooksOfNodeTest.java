package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package {@code standardwebhooks} of npm, by the specification's authors, takes what the
 * publisher signs. Skipped where there is no Node, or no npm that finds the package.
 */
class StandardWebhooksOfNodeTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String PACKAGE = "standardwebhooks@1.0.0";

  private static final String SCRIPT =
      """
      const fs = require('fs');
      const { Webhook } = require('standardwebhooks');
      const [secret, body, id, timestamp, signature] = process.argv.slice(2);
      const headers = {'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature};
      try {
        new Webhook(secret).verify(fs.readFileSync(body), headers);
        console.log('verified');
      } catch (e) {
        console.log('refused: ' + e.name);
      }
      """;

  @TempDir private Path folder;

  @Test
  void requestOfThePublisher_isVerifiedByNode_andAChangedOneIsNot() throws Exception {
    assumeTrue(
        runs(60, "npm", "install", "--silent", "--no-audit", "--no-fund", PACKAGE) != null,
        "npm cannot install " + PACKAGE);
    Files.writeString(folder.resolve("verify.js"), SCRIPT);
    try (Receiver receiver = new Receiver();
        WebhookNotificationPublisher publisher =
            receiver
                .publisher()
                .clock(InstantSource.system()) // the package looks at the clock, too
                .signedWith(SigningSecret.shared(SECRET))
                .build()) {
      Outcomes.of(publisher, Events.event("wörk", 1));
      Received request = receiver.requests().get(0);

      assertThat(verify(request, request.body())).isEqualTo("verified");
      assertThat(verify(request, "{}".getBytes(UTF_8)))
          .isEqualTo("refused: WebhookVerificationError");
    }
  }

  private String verify(Received request, byte[] body) throws IOException, InterruptedException {
    Files.write(folder.resolve("body"), body);
    return runs(
        60,
        "node",
        "verify.js",
        SECRET,
        "body",
        request.header("webhook-id"),
        request.header("webhook-timestamp"),
        request.header("webhook-signature"));
  }

  /** What the command says; null if there is no such command, or it fails. */
  private String runs(int seconds, String... command) throws InterruptedException {
    File said = folder.resolve("said").toFile();
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said)
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return null;
      }
      return process.exitValue() == 0 ? Files.readString(said.toPath()).strip() : null;
    } catch (IOException noSuchCommand) {
      return null;
    }
  }
}
