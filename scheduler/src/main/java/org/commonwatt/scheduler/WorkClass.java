package org.commonwatt.scheduler;

import java.util.UUID;

/**
 * What the planner tells apart among tasks: all ready tasks of one class are alike to it.
 *
 * @param id the class
 * @param account who submitted the work
 * @param need what each task needs
 */
public record WorkClass(long id, UUID account, WorkNeed need) {}
