package io.github.maestroevents.benchmarks.sqs;

import com.amazonaws.Request;
import com.amazonaws.handlers.RequestHandler2;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what an SDK hands to its HTTP client. Thread-safe. */
final class Requests {

  private final LongAdder made = new LongAdder();

  long count() {
    return made.sum();
  }

  /** For a client of SDK 2. */
  ExecutionInterceptor ofSdk2() {
    return new ExecutionInterceptor() {
      @Override
      public void beforeTransmission(
          Context.BeforeTransmission context, ExecutionAttributes attributes) {
        made.increment();
      }
    };
  }

  /** For a client of SDK 1. */
  RequestHandler2 ofSdk1() {
    return new RequestHandler2() {
      @Override
      public void beforeRequest(Request<?> request) {
        made.increment();
      }
    };
  }
}
