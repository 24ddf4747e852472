package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.store.EventJournal;

/** The journal a host has given a publisher, and how it is used. */
public record JournalSettings(EventJournal store, JournalPolicy policy) {}
