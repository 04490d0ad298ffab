package org.commonwatt.chaos.net;

/** What becomes of one request on its way. */
enum Fate {
    /** It arrives, and its answer too. */
    ARRIVES,
    /** Both take their time. */
    CRAWLS,
    /** It never arrives. */
    LOST,
    /** It arrives in part. */
    HALVED,
    /** It arrives, its answer does not. */
    UNANSWERED,
    /** It arrives, its answer does in part. */
    HALF_ANSWERED,
    /** Nothing arrives and nothing breaks, until the spell is over. */
    SWALLOWED,
    /** It arrives at two replicas at once. */
    DOUBLED,
    /** Its sender is told that it is lost; it arrives seconds later. */
    LATE
}
