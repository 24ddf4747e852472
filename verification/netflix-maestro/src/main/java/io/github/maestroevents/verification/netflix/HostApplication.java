package io.github.maestroevents.verification.netflix;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. Ends when its standard input does, so that it cannot outlive a test. */
@SpringBootApplication
public class HostApplication {

  public static void main(String[] arguments) {
    if (Boolean.getBoolean("end-with-input")) {
      Thread watch = new Thread(HostApplication::awaitEndOfInput, "end-with-input");
      watch.setDaemon(true);
      watch.start();
    }
    SpringApplication.run(HostApplication.class, arguments);
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // whatever is said
      }
    } catch (java.io.IOException gone) {
      // as at its end
    }
    Runtime.getRuntime().halt(1);
  }
}
