/** The installation under test: its database, replicas of the service, and nodes, as processes. */
@NullMarked
package org.commonwatt.chaos.stage;

import org.jspecify.annotations.NullMarked;
