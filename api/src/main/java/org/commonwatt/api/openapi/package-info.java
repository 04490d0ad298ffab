/** The OpenAPI document of the service: what the annotations of the controllers do not say by themselves. */
@ApplicationModule(allowedDependencies = {"problem", "account", "document"})
@NullMarked
package org.commonwatt.api.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
