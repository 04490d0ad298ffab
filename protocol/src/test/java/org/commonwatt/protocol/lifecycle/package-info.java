@NullMarked
package org.commonwatt.protocol.lifecycle;

import org.jspecify.annotations.NullMarked;
