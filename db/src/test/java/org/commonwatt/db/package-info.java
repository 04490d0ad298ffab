@NullMarked
package org.commonwatt.db;

import org.jspecify.annotations.NullMarked;
