@NullMarked
package org.commonwatt.api.openapi;

import org.jspecify.annotations.NullMarked;
