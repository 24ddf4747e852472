package io.github.maestroevents.delivery;

/** The journal a host has given a publisher, and how it is used. */
record JournalSettings(EventJournal store, JournalPolicy policy) {}
