@NullMarked
package org.commonwatt.api.artifact;

import org.jspecify.annotations.NullMarked;
