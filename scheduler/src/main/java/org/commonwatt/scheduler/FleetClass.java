package org.commonwatt.scheduler;

/**
 * Present nodes of one class.
 *
 * @param nodeClass what they are
 * @param present how many are present, working or not
 * @param free how many further leases they would take at this moment
 */
public record FleetClass(NodeClass nodeClass, int present, int free) {

    public FleetClass {
        if (present < 0 || free < 0) {
            throw new IllegalArgumentException("counts are 0 or more");
        }
    }
}
