/** Identifiers that sort by the time at which they were made. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonwatt.api.id;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
