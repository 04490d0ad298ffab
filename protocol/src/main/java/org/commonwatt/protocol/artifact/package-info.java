/** Bytes named by their SHA-256. */
@NullMarked
package org.commonwatt.protocol.artifact;

import org.jspecify.annotations.NullMarked;
