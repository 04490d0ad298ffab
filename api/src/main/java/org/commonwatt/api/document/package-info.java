/** Specs and manifests as people send them: YAML or JSON. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonwatt.api.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
