/** Rounds of work for as long as the service runs. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonwatt.api.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
