package io.github.maestroevents.examples.snippets.spring;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

@Component
class FirstEvent implements ApplicationRunner {

  private final Reports reports;

  FirstEvent(Reports reports) {
    this.reports = reports;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    reports.published("daily-2026-11-30");
  }
}
