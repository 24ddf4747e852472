/** The snippets of docs/spring-boot.md. */
@NullMarked
package io.github.maestroevents.examples.snippets.spring;

import org.jspecify.annotations.NullMarked;
