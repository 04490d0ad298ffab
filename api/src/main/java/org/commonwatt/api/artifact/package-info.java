/** Bytes named by their SHA-256, behind one storage port. */
@ApplicationModule(allowedDependencies = {"folder", "problem", "account", "schedule"})
@NullMarked
package org.commonwatt.api.artifact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
