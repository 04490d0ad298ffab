/** REST: bytes in and out by their hash. */
@NullMarked
package org.commonwatt.api.artifact.web;

import org.jspecify.annotations.NullMarked;
