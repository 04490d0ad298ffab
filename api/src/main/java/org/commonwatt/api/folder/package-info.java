/** The folder in which the service keeps its files. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonwatt.api.folder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
