/** Accounts, their keys and browser sessions, and who the caller of a request is. */
@ApplicationModule(allowedDependencies = {"id", "folder", "problem"})
@NullMarked
package org.commonwatt.api.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
