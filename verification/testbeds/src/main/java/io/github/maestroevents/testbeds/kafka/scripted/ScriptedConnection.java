package io.github.maestroevents.testbeds.kafka.scripted;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection of a client: requests in, answers out, in the same order. */
final class ScriptedConnection {

  private final ScriptedBroker broker;
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Answers answers;
  private final List<ByteBuffer> unsent = new ArrayList<>();

  // Answers go out in the order of the requests, so after one that is withheld there is none.
  private boolean isCutOff;

  ScriptedConnection(ScriptedBroker broker, Socket socket) throws IOException {
    this.broker = broker;
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
    this.answers = new Answers(broker);
  }

  void serve() throws IOException {
    while (true) {
      ByteBuffer request = next();
      if (request != null) {
        ByteBuffer answer = answers.to(request);
        isCutOff |= answer == null;
        if (answer != null && !isCutOff) {
          unsent.add(answer);
        }
      }
      if (request == null || broker.answerDelay().isZero() || answers.lastWasUrgent()) {
        send();
      }
    }
  }

  /** The next request; null if none has come for as long as answers are held. */
  private @Nullable ByteBuffer next() throws IOException {
    int first;
    try {
      // No answers to send: whatever comes next is waited for.
      socket.setSoTimeout(unsent.isEmpty() ? 0 : (int) broker.answerDelay().toMillis());
      first = in.read();
    } catch (SocketTimeoutException e) {
      return null;
    }
    if (first < 0) {
      throw new EOFException("The client has closed the connection");
    }
    socket.setSoTimeout(0);
    int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    byte[] request = new byte[length];
    in.readFully(request);
    return ByteBuffer.wrap(request);
  }

  private void send() throws IOException {
    for (ByteBuffer answer : unsent) {
      byte[] bytes = new byte[answer.remaining()];
      answer.get(bytes);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    unsent.clear();
    out.flush();
  }
}
