package org.commonwatt.protocol.job;

/** Kinds of failure that end a task, told apart because they are handled apart. */
public enum FailureKind {
    /** The spec or its data can't be trained as written; another node would fail the same way. */
    SPEC,
    /** The trainer ran out of the memory that it was allowed. */
    OUT_OF_MEMORY,
    /** The loss was no longer a finite number. */
    NOT_FINITE,
    /** The node or its trainer broke; another node may succeed. */
    NODE_FAULT,
    /** The run went on but its steps stood still, on as many nodes as may fail. */
    STALLED,
    /** The job's time budget is spent. */
    BUDGET,
    /** The job emitted all that its carbon budget allows. */
    CARBON_BUDGET
}
