/** Stands in for Netflix Maestro, see {@code engine.publisher}. */
package com.netflix.maestro.exceptions;
