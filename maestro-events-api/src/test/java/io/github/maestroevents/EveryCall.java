package io.github.maestroevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.json.MalformedEventException;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.Map;

/** A host that uses what there is to use of the library; loaded by a loader of its own. */
public final class EveryCall implements Runnable {

  /** A value of the host's own class, which Jackson looks into. */
  public record Extra(String text) {}

  @Override
  public void run() {
    MaestroEvent event =
        WorkflowDeletionChangeEvent.builder()
            .workflowId("wf")
            .author(new User("me", Map.of("extra", new Extra("text"))))
            .build();
    byte[] json = MaestroEventJson.write(event);
    MaestroEventJson.read(json);
    EventId.of(MaestroEventJson.readLenient("{\"type\":\"NEWER\",\"x\":[1.5]}".getBytes(UTF_8)));
    EventId.of(OpaqueMaestroEvent.of(json));
    EncodedEvent.of(event, e -> EncodedEvent.of(e).id().value()).maestroEvent();
    try {
      MaestroEventJson.read("{\"type\":\"NEWER\"".getBytes(UTF_8));
      throw new IllegalStateException("Read what is no event");
    } catch (MalformedEventException expected) {
      expected.path();
    }
  }
}
