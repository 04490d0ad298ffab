/** What work used and emitted, added up for people: by job, account, node, dataset and month. */
@ApplicationModule(allowedDependencies = {"account", "carbon", "problem"})
@NullMarked
package org.commonwatt.api.receipt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
