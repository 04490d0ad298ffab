/** How carbon-intensive electricity is where machines stand, and what running work used and emitted. */
@ApplicationModule(allowedDependencies = {"problem", "schedule"})
@NullMarked
package org.commonwatt.api.carbon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
