/** Datasets: immutable versions whose files are artifacts. */
@ApplicationModule(allowedDependencies = {"id", "problem", "account", "artifact", "document"})
@NullMarked
package org.commonwatt.api.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
