package io.github.maestroevents.testkit;

import io.github.maestroevents.spi.BatchResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A completed stage that breaks the promise to call back once: every callback runs twice, on the
 * thread that registers it, with the first and then with the second result.
 */
final class TwiceCompletingStage extends CompletableFuture<BatchResult> {

  private final BatchResult second;

  TwiceCompletingStage(BatchResult first, BatchResult second) {
    this.second = second;
    complete(first);
  }

  @Override
  public CompletableFuture<BatchResult> whenComplete(
      BiConsumer<? super BatchResult, ? super Throwable> action) {
    CompletableFuture<BatchResult> result = super.whenComplete(action);
    CompletableFuture<BatchResult> unused = again().whenComplete(action);
    return result;
  }

  @Override
  public CompletableFuture<BatchResult> whenCompleteAsync(
      BiConsumer<? super BatchResult, ? super Throwable> action) {
    return whenComplete(action);
  }

  @Override
  public CompletableFuture<BatchResult> whenCompleteAsync(
      BiConsumer<? super BatchResult, ? super Throwable> action, Executor executor) {
    return whenComplete((value, thrown) -> executor.execute(() -> action.accept(value, thrown)));
  }

  @Override
  public <U> CompletableFuture<U> handle(
      BiFunction<? super BatchResult, Throwable, ? extends U> function) {
    CompletableFuture<U> result = super.handle(function);
    CompletableFuture<U> unused = again().handle(function);
    return result;
  }

  @Override
  public CompletableFuture<Void> thenAccept(Consumer<? super BatchResult> action) {
    CompletableFuture<Void> result = super.thenAccept(action);
    CompletableFuture<Void> unused = again().thenAccept(action);
    return result;
  }

  private CompletableFuture<BatchResult> again() {
    return CompletableFuture.completedFuture(second);
  }
}
