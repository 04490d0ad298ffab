/**
 * Turns what the database knows into the planner's snapshot, and its decisions into a ranking of work for a node that asks.
 */
@ApplicationModule(allowedDependencies = {"problem", "account", "document", "registry", "job", "fleet", "carbon"})
@NullMarked
package org.commonwatt.api.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
