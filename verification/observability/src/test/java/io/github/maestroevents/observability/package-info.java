/**
 * What stands in {@code observability/} and {@code docs/operating.md}, held against what runs: a
 * publisher's real scrape, a real Prometheus, a broker that is killed. Entry: {@code
 * PrometheusRulesTest}.
 */
@NullMarked
package io.github.maestroevents.observability;

import org.jspecify.annotations.NullMarked;
