/** The snippets of README and docs, so that they compile. A test compares the texts. */
@NullMarked
package io.github.maestroevents.examples.snippets;

import org.jspecify.annotations.NullMarked;
