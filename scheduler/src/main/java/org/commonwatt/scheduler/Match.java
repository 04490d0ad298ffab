package org.commonwatt.scheduler;

/**
 * What a round over the whole fleet gives to one class of nodes.
 *
 * @param work the work
 * @param node the class of nodes
 * @param count how many tasks, one for each node
 * @param price of one of them there
 */
public record Match(ReadyWork work, NodeClass node, int count, Price price) {}
