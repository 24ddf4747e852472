/** Events of Camunda 7, published when they are true. */
@org.jspecify.annotations.NullMarked
package io.github.maestroevents.examples.camunda;
