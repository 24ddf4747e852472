package io.github.maestroevents.verification.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A host of a stranger: all that it says of its publisher stands in {@code application.yml}. */
@SpringBootApplication
public class BootHost {

  public static void main(String[] args) {
    SpringApplication.run(BootHost.class, args);
  }
}
