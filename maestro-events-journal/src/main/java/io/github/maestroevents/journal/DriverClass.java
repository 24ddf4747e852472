package io.github.maestroevents.journal;

/** Whether a host has left out a driver. */
final class DriverClass {

  private DriverClass() {}

  /** Whether the class can be found where this library is; initializes nothing. */
  static boolean isThere(String name) {
    try {
      Class<?> unused = Class.forName(name, false, DriverClass.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
