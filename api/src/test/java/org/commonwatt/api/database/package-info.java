@NullMarked
package org.commonwatt.api.database;

import org.jspecify.annotations.NullMarked;
