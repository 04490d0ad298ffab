@NullMarked
package org.commonwatt.api.registry;

import org.jspecify.annotations.NullMarked;
