package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.Providers;

/** The journal of a destination: who opens it, and where. The place may hold a password. */
public record JournalPlan(Providers.Journals type, String place) {

  @Override
  public String toString() {
    return type.type();
  }
}
