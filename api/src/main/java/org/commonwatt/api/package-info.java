/** The service: each package below is a module with declared dependencies. */
@NullMarked
package org.commonwatt.api;

import org.jspecify.annotations.NullMarked;
