/** What can go wrong, named once, and its way into problem documents (RFC 9457). */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonwatt.api.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
