/** Donated machines: how they join, what they offer, whether they are there. */
@ApplicationModule(allowedDependencies = {"id", "problem", "account", "database", "carbon"})
@NullMarked
package org.commonwatt.api.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
