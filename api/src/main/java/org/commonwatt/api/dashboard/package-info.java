/** Serves the dashboard's files. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonwatt.api.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
