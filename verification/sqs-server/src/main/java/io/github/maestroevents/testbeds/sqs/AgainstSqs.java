package io.github.maestroevents.testbeds.sqs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the server that a class of tests runs against, in place of one in this JVM. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AgainstSqs {

  /** Its public constructor without parameters starts it. */
  Class<? extends SqsService> value();
}
