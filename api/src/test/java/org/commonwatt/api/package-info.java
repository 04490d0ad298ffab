@NullMarked
package org.commonwatt.api;

import org.jspecify.annotations.NullMarked;
