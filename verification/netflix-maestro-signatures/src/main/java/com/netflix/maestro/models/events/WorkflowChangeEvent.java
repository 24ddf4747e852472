package com.netflix.maestro.models.events;

import com.netflix.maestro.models.definition.User;

/** What the changes of a workflow have in common; not public there either. */
abstract class WorkflowChangeEvent implements MaestroEvent {
  private String workflowId;
  private String clusterName;
  private User author;
  private long eventTime;
  private long syncTime;
  private long sendTime;

  @Override
  public String getWorkflowId() {
    return workflowId;
  }

  @Override
  public String getClusterName() {
    return clusterName;
  }

  public User getAuthor() {
    return author;
  }

  public long getEventTime() {
    return eventTime;
  }

  @Override
  public long getSyncTime() {
    return syncTime;
  }

  public long getSendTime() {
    return sendTime;
  }
}
