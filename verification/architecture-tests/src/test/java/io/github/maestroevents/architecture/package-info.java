/**
 * The structure of the product as tests: one class per concern, one test per rule, none with an
 * exemption. Each rule is shown to catch a class that breaks it, from a {@code fixture} package.
 *
 * <p>Start at {@code ModuleRulesTest}.
 */
@NullMarked
package io.github.maestroevents.architecture;

import org.jspecify.annotations.NullMarked;
