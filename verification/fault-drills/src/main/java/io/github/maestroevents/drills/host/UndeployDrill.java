package io.github.maestroevents.drills.host;

import io.github.maestroevents.drills.Pause;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Applications with this library are deployed and undeployed in one container: each has a class
 * loader of its own, runs on a thread that the container keeps, and closes what it opened. Nothing
 * may keep such a class loader in memory afterwards.
 *
 * <p>Starts itself again as a child in which softly reachable objects are collected at once. Exit
 * status: 0 all held; 1 a class loader stays.
 */
public final class UndeployDrill {

  private static final String SOFT_AS_WEAK = "-XX:SoftRefLRUPolicyMSPerMB=0";
  private static final String IN_CHILD = "child";
  private static final String HOST = UndeployedHost.class.getName();
  private static final String IDLE = IdleHost.class.getName();
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final ExecutorService container = Executors.newSingleThreadExecutor();
  private final int deployments;
  private final PrintStream out;

  private UndeployDrill(int deployments, PrintStream out) {
    this.deployments = deployments;
    this.out = out;
  }

  /**
   * Runs the drill; the first argument is the number of deployments of each kind, 10 by default.
   */
  public static void main(String[] args) throws Exception {
    int deployments = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    boolean isChild = args.length > 1 && args[1].equals(IN_CHILD);
    System.exit(isChild ? new UndeployDrill(deployments, System.out).run() : fork(deployments));
  }

  private static int fork(int deployments) throws IOException, InterruptedException {
    return new ProcessBuilder(command(deployments)).inheritIO().start().waitFor();
  }

  static List<String> command(int deployments) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        SOFT_AS_WEAK,
        "-cp",
        System.getProperty("java.class.path"),
        UndeployDrill.class.getName(),
        Integer.toString(deployments),
        IN_CHILD);
  }

  private int run() throws Exception {
    if (row("an application that does nothing", ApplicationLoader::withEverything, IDLE) > 0) {
      throw new IllegalStateException("The drill itself keeps class loaders in memory");
    }
    int stay = row("the library is the application's own", ApplicationLoader::withLibrary, HOST);
    stay += row("everything is the application's own", ApplicationLoader::withEverything, HOST);
    container.shutdown();
    out.println(
        stay == 0 ? "RESULT: every class loader is gone" : "RESULT: class loaders stay in memory");
    return stay == 0 ? 0 : 1;
  }

  private int row(String name, Callable<ApplicationLoader> loader, String host) throws Exception {
    List<WeakReference<ClassLoader>> undeployed = new ArrayList<>();
    for (int i = 0; i < deployments; i++) {
      undeployed.add(container.submit(() -> deployAndUndeploy(loader, host)).get());
    }
    long end = System.nanoTime() + DEADLINE.toNanos();
    int stay = staying(undeployed);
    while (stay > 0 && System.nanoTime() - end < 0) {
      System.gc();
      Pause.of(Duration.ofMillis(100));
      stay = staying(undeployed);
    }
    out.printf(Locale.ROOT, "%-38s deployed %,d, stay in memory %,d%n", name, deployments, stay);
    return stay;
  }

  /** On the container's thread, which keeps nothing of it but what the library leaves there. */
  private static WeakReference<ClassLoader> deployAndUndeploy(
      Callable<ApplicationLoader> factory, String hostName) throws Exception {
    try (ApplicationLoader application = factory.call()) {
      Object host = application.loadClass(hostName).getDeclaredConstructor().newInstance();
      if (host.getClass().getClassLoader() != application) {
        throw new IllegalStateException("The application has no classes of its own");
      }
      ((Runnable) host).run();
      return new WeakReference<>(application);
    }
  }

  private static int staying(List<WeakReference<ClassLoader>> undeployed) {
    return (int) undeployed.stream().filter(loader -> loader.get() != null).count();
  }

  /** Shows that the drill keeps nothing by itself. */
  public static final class IdleHost implements Runnable {
    @Override
    public void run() {}
  }
}
