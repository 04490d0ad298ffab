/** Jobs: the immutable spec, the state and its transitions, and what runs report. */
@ApplicationModule(
        allowedDependencies = {"id", "problem", "account", "database", "artifact", "document", "registry", "carbon"})
@NullMarked
package org.commonwatt.api.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
