package io.github.maestroevents.cli;

import picocli.CommandLine.IVersionProvider;

/** Which version this is, of what people ask when something is wrong. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "maestro-events " + of(MaestroEvents.class, "(not packaged)"),
      "SQLite driver " + org.sqlite.SQLiteJDBCLoader.getVersion(),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  private static String of(Class<?> type, String otherwise) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? otherwise : version;
  }
}
