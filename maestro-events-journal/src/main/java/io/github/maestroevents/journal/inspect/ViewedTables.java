package io.github.maestroevents.journal.inspect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The tables of a journal, as the two kinds of database name and address them. */
interface ViewedTables {

  Connection connection();

  /** Bounds what the next query may do; in a database within its transaction. */
  void beforeQuery() throws SQLException;

  /** The values of the first parameters: destination, and node. */
  List<String> owner();

  /** The condition that {@link #owner()} is for; one to which others can be appended. */
  String where();

  boolean haveNodes();

  String events();

  String quarantine();

  /** The function that measures a payload, without reading it. */
  String length();

  /** The length in bytes of a column of text. */
  String bytesOf(String column);

  /** A condition on the node of a row, for {@link #nodeIfAny}; empty where there are none. */
  String ofNode();

  List<String> nodeIfAny(String node);

  /** What names a row of the quarantine among its like. */
  String reference();

  /** To append to the columns of a query, for {@link #nodeOf}. */
  String nodeColumn();

  String nodeOf(ResultSet row) throws SQLException;

  /** The order of the quarantine. */
  String order();

  /** The condition on rows behind one of them, for {@link #position}. */
  String behind();

  List<Object> position(QuarantinedRow row);

  /** See {@link JournalView#backup}. */
  void backup(Path file) throws SQLException;
}
